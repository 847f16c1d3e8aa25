// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.spi.SessionRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which clients a session has signed in to: facts in the store, of which the first names the subject and each further one
 * a client. The first writer of each wins, so that simultaneous sign-ins lose none.
 */
record ClientSessions(SessionRegistry registry) {
    /** However often somebody asks. */
    private static final int MOST = 10_000;

    /**
     * What is known of a session, live or ended lately.
     *
     * @param clients their ids, in the order of the first sign-in
     */
    record Known(String subject, List<String> clients) {
        Known {
            clients = List.copyOf(clients);
        }
    }

    /**
     * Notes one more client, unless it has been.
     *
     * @param until how long it is one of a recent session
     * @param owed how long what its end owes the clients may be tried again
     */
    void note(String sid, String subject, String clientId, Instant until, Instant owed) {
        registry.remember(key(sid, 0), subject, until);
        for (int i = 1; i <= MOST; i++) {
            var known = registry.remember(key(sid, i), clientId, owed);
            if (known.isEmpty() || known.get().equals(clientId)) {
                return;
            }
        }
        throw new IllegalStateException("A session that has signed in to " + MOST + " clients");
    }

    /** RPI-4: what is known of it; empty where it has signed in to no client, or that was too long ago. */
    Optional<Known> of(String sid) {
        return registry.recall(key(sid, 0)).map(subject -> new Known(subject, clients(sid)));
    }

    /** Those that its end is owed to, for longer than it is known as a recent one. */
    List<String> clients(String sid) {
        var all = new ArrayList<String>();
        for (int i = 1; i <= MOST; i++) {
            var client = registry.recall(key(sid, i));
            if (client.isEmpty()) {
                break;
            }
            all.add(client.get());
        }
        return all;
    }

    /** Notes that a client has asked for the end of a session, and waits for its browser to come back. */
    void asked(String sid, String clientId, Instant until) {
        registry.remember(askedKey(sid), clientId, until);
    }

    Optional<String> whoAsked(String sid) {
        return registry.recall(askedKey(sid));
    }

    private static String askedKey(String sid) {
        return "openid asked " + sid;
    }

    private static String key(String sid, int number) {
        return "openid client " + sid + " " + number;
    }
}
