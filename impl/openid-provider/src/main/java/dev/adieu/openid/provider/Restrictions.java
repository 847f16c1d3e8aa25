// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What administrators keep from happening when they end sessions, for the effects, on whichever node and however late they
 * run. The reason of the end is stored in the step that ends a session, and says that there is something to look up: so what an
 * administrator wanted, but did not get, holds for no other end. Where nothing is found, everything happens.
 *
 * <p>Facts are written once; so of several for a session the last holds.
 */
@ApplicationScoped
class Restrictions {
    /** An administrator ended it, and not all that belongs to an end was to happen. */
    static final Reason REASON = new Reason("administrator_restricted");

    private static final Duration KEPT = Duration.ofHours(26);
    /** However often somebody tries. */
    private static final int MOST = 100;

    @Inject
    private SessionRegistry registry;

    /** Says how a session is to end, before it does. */
    void add(String sid, Restriction what) {
        var until = Instant.now().plus(KEPT);
        for (int i = 0; i < MOST; i++) {
            if (registry.remember(key(sid, i), what.text(), until).isEmpty()) {
                return;
            }
        }
        throw new IllegalStateException("Session " + sid + " was to be removed " + MOST + " times");
    }

    /** What is kept from happening for a session that has ended. */
    Restriction of(SessionRecord record) {
        var restricted =
                record.ended().filter(ending -> ending.reason().equals(REASON)).isPresent();
        return restricted ? last(record.session().id().value()) : Restriction.NONE;
    }

    private Restriction last(String sid) {
        var found = Restriction.NONE;
        for (int i = 0; i < MOST; i++) {
            Optional<String> text = registry.recall(key(sid, i));
            if (text.isEmpty()) {
                break;
            }
            found = Restriction.parse(text.get());
        }
        return found;
    }

    private static String key(String sid, int number) {
        return "openid restriction " + sid + " " + number;
    }
}
