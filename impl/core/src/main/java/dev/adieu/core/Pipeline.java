// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SessionSelector;
import dev.adieu.SignOutError;
import dev.adieu.SignOutPlan;
import dev.adieu.SignOutResult;
import dev.adieu.SignedOut;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.Telemetry.Step;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Does what was decided: the store first, then every effect, then the event. */
final class Pipeline {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final SessionStore store;
    private final Schemes schemes;
    private final Effects effects;
    private final Consumer<SignedOut> observers;
    private final AuditLog audit;
    private final LiveConnections connections;
    private final Telemetries telemetries;
    private final Clock clock;

    Pipeline(
            SessionStore store,
            Schemes schemes,
            Effects effects,
            Consumer<SignedOut> observers,
            AuditLog audit,
            LiveConnections connections,
            Telemetries telemetries,
            Clock clock) {
        this.schemes = schemes;
        this.audit = audit;
        this.connections = connections;
        this.telemetries = telemetries;
        this.store = store;
        this.effects = effects;
        this.observers = observers;
        this.clock = clock;
    }

    /** Ends what the plan selects. Not {@code ok} unless the store has ended all of it. */
    SignOutResult signOut(SignOutPlan plan, Occasion occasion) {
        if (plan.error() != null) {
            return SignOutResult.failed(plan.error());
        }
        var done = end(plan.selectors(), occasion);
        return done ? SignOutResult.signedOut(plan.url()) : SignOutResult.failed(SignOutError.STORE_UNAVAILABLE);
    }

    /** Whether the store ended all that is selected. What it did end is followed up even if it fails half-way. */
    boolean end(List<SessionSelector> selectors, Occasion occasion) {
        var ended = new ArrayList<SessionRecord>();
        var done = true;
        try {
            telemetries.measure(Step.END, "", () -> end(selectors, occasion, ended));
        } catch (RuntimeException e) {
            if (e instanceof StoreUnavailableException unavailable) {
                ended.addAll(unavailable.ended());
            }
            Outages.log(System.Logger.Level.ERROR, "The session store could not end sessions; they may be live", e);
            done = false;
        }
        followUp(ended, occasion);
        return done;
    }

    private List<SessionRecord> end(List<SessionSelector> selectors, Occasion occasion, List<SessionRecord> ended) {
        for (var selector : selectors) {
            schemes.all().forEach(scheme -> scheme.revoke(selector));
            ended.addAll(store.end(selector, occasion.reason(), effects.durable()));
        }
        return ended;
    }

    /** What comes after the store ended sessions. */
    void followUp(List<SessionRecord> ended, Occasion occasion) {
        LOG.log(System.Logger.Level.DEBUG, "{0} sessions ended ({1})", ended.size(), occasion.reason());
        if (ended.isEmpty()) {
            return;
        }
        connections.end(ended);
        audit.write(ended, occasion);
        telemetries.ended(occasion.reason(), ended);
        var outcomes = effects.perform(List.copyOf(ended));
        var sessions = ended.stream().map(SessionRecord::session).toList();
        observers.accept(new SignedOut(sessions, occasion.reason(), outcomes, occasion.properties(), clock.instant()));
    }
}
