// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.EffectOutcome;
import dev.adieu.EffectSettled;
import dev.adieu.SessionId;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.spi.Telemetry.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The effects of an application, in their order. Every one runs, whatever became of the others. */
final class Effects {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** So many attempts take about a day: the later ones are an hour apart. */
    private static final int LAST_ATTEMPT = 31;
    /** What waits is not for the first attempts, which come within the minute. */
    private static final int WAITS = 3;

    private static final String GIVEN_UP = "given up";

    private final List<SignOutEffect> inOrder;
    private final Set<String> durable;
    private final SessionStore store;
    private final Consumer<EffectSettled> settled;
    private final Telemetries telemetries;
    private final Attempts attempts;

    /** @param settled is told of what was outstanding, on whichever thread it was done */
    Effects(List<SignOutEffect> effects, SessionStore store, Consumer<EffectSettled> settled, Telemetries telemetries) {
        this.inOrder = effects.stream()
                .filter(SignOutEffect::isNeeded)
                .sorted(Comparator.comparingInt(SignOutEffect::order).thenComparing(SignOutEffect::name))
                .toList();
        this.durable = inOrder.stream()
                .filter(SignOutEffect::durable)
                .map(SignOutEffect::name)
                .collect(Collectors.toUnmodifiableSet());
        inOrder.stream()
                .filter(each -> each.waits() && !each.durable())
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException("Effect " + each.name() + " waits, and so must be durable");
                });
        this.store = store;
        this.settled = settled;
        this.telemetries = telemetries;
        this.attempts = new Attempts(store, this::tell, telemetries, System::nanoTime);
    }

    List<SignOutEffect> inOrder() {
        return inOrder;
    }

    List<String> names() {
        return inOrder.stream().map(SignOutEffect::name).toList();
    }

    /** The effects that the store has to remember until they are done. */
    Set<String> durable() {
        return durable;
    }

    /** How far each is, when all have been begun. */
    List<EffectOutcome> perform(List<SessionRecord> ended) {
        return inOrder.stream()
                .filter(effect -> !effect.waits())
                .map(effect -> attempts.perform(effect, ended))
                .toList();
    }

    /** The sessions that durable effects are being done for. */
    Set<SessionId> underWay() {
        return attempts.underWay();
    }

    /** Goes on with these, one after the other; all of them are under way meanwhile. */
    void resume(List<SessionRecord> records) {
        attempts.begun(records);
        for (var record : records) {
            try {
                resume(record);
            } catch (RuntimeException e) {
                // The others have been taken up, too, and nobody else will for long.
                LOG.log(System.Logger.Level.WARNING, "The effects of a session could not be finished", e);
            } finally {
                attempts.over(List.of(record));
            }
        }
    }

    private void resume(SessionRecord record) {
        if (record.ended().orElseThrow().attempts() >= LAST_ATTEMPT) {
            giveUp(record);
        } else {
            retry(record);
        }
    }

    /** Tries again what is outstanding for an ended session. */
    private void retry(SessionRecord record) {
        var ending = record.ended().orElseThrow();
        for (var effect : inOrder) {
            if (ending.outstanding().contains(effect.name()) && !(effect.waits() && ending.attempts() < WAITS)) {
                var outcome = attempts.perform(effect, List.of(record));
                // What has been begun tells when it is done.
                if (!isUnderWay(outcome)) {
                    tell(List.of(record), outcome);
                }
            }
        }
    }

    /** Tries no more: an effect that has failed for so long, or that the application no longer has. */
    private void giveUp(SessionRecord record) {
        var id = record.session().id();
        record.ended().orElseThrow().outstanding().stream().sorted().forEach(name -> {
            LOG.log(System.Logger.Level.ERROR, "Effect {0} is given up for session {1}", name, id);
            store.settle(Set.of(id), name);
            var measure = telemetries.begin(Step.EFFECT, name);
            measure.leave();
            measure.over(GIVEN_UP);
            tell(List.of(record), new EffectOutcome(name, GIVEN_UP, false));
        });
    }

    private static boolean isUnderWay(EffectOutcome outcome) {
        return outcome.outstanding() && outcome.failure() == null;
    }

    private void tell(List<SessionRecord> ended, EffectOutcome outcome) {
        for (var record : ended) {
            var ending = record.ended().orElseThrow();
            settled.accept(new EffectSettled(record.session(), ending.reason(), outcome, ending.attempts()));
        }
    }
}
