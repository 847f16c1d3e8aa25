// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.EffectOutcome;
import dev.adieu.SessionId;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.spi.Telemetry.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Attempts to do an effect, and what this node has under way. One that fails harms nobody but itself. */
final class Attempts {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** Longer than this nothing is believed to be still under way: another node may try. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final SessionStore store;
    private final BiConsumer<List<SessionRecord>, EffectOutcome> later;
    private final Telemetries telemetries;
    private final LongSupplier nanoTime;
    /** Those that have not come to their end. */
    private final ConcurrentMap<SessionId, Work> underWay = new ConcurrentHashMap<>();

    /** How many durable effects of a session, since when. */
    private record Work(int count, long since) {}

    /** @param later is told what became of an attempt that was still under way when it was answered */
    Attempts(
            SessionStore store,
            BiConsumer<List<SessionRecord>, EffectOutcome> later,
            Telemetries telemetries,
            LongSupplier nanoTime) {
        this.telemetries = telemetries;
        this.nanoTime = nanoTime;
        this.store = store;
        this.later = later;
    }

    /** The sessions that durable effects are being done for. */
    Set<SessionId> underWay() {
        var now = nanoTime.getAsLong();
        underWay.values().removeIf(work -> now - work.since() > LONGEST.toNanos());
        return Set.copyOf(underWay.keySet());
    }

    /** From now on these are, until as many {@link #over} follow. */
    void begun(List<SessionRecord> ended) {
        var now = nanoTime.getAsLong();
        ended.forEach(record -> underWay.merge(
                record.session().id(),
                new Work(1, now),
                (before, one) -> new Work(before.count() + 1, before.since())));
    }

    void over(List<SessionRecord> ended) {
        ended.forEach(record -> underWay.computeIfPresent(
                record.session().id(),
                (id, work) -> work.count() == 1 ? null : new Work(work.count() - 1, work.since())));
    }

    /** How far it is. */
    EffectOutcome perform(SignOutEffect effect, List<SessionRecord> ended) {
        var measure = telemetries.begin(Step.EFFECT, effect.name());
        if (effect.durable()) {
            begun(ended);
        }
        var outcome = begin(effect, ended)
                .handle((nothing, failure) -> conclude(effect, ended, failure))
                .whenComplete((each, fatal) ->
                        measure.over(each == null ? fatal.getClass().getName() : each.failure()));
        measure.leave();
        if (outcome.isDone()) {
            return now(outcome);
        }
        outcome.thenAccept(each -> later.accept(ended, each));
        return new EffectOutcome(effect.name(), null, true);
    }

    private static CompletableFuture<?> begin(SignOutEffect effect, List<SessionRecord> ended) {
        try {
            return effect.begin(ended).toCompletableFuture();
        } catch (Exception | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private EffectOutcome conclude(SignOutEffect effect, List<SessionRecord> ended, @Nullable Throwable failure) {
        try {
            return outcome(effect, ended, failure);
        } finally {
            if (effect.durable()) {
                over(ended);
            }
        }
    }

    private static EffectOutcome now(CompletableFuture<EffectOutcome> outcome) {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private EffectOutcome outcome(SignOutEffect effect, List<SessionRecord> ended, @Nullable Throwable thrown) {
        var failure = thrown == null ? settle(effect, ended) : cause(thrown);
        if (failure == null) {
            return new EffectOutcome(effect.name(), null, false);
        }
        if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
            throw fatal;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        // A message of somebody else's code may quote a token: for those who ask for details.
        LOG.log(
                System.Logger.Level.WARNING,
                "Effect {0} failed for {1} sessions, which have ended all the same: {2}",
                effect.name(),
                ended.size(),
                failure.getClass().getName());
        LOG.log(System.Logger.Level.DEBUG, "Effect " + effect.name() + " failed", failure);
        return new EffectOutcome(effect.name(), failure.getClass().getName(), effect.durable());
    }

    /** What came in between, if the store could not be told. */
    private @Nullable Throwable settle(SignOutEffect effect, List<SessionRecord> ended) {
        try {
            if (effect.durable()) {
                var ids = ended.stream().map(record -> record.session().id()).collect(Collectors.toSet());
                store.settle(ids, effect.name());
            }
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
