// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.EffectOutcome;
import dev.adieu.EffectSettled;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SignOutEffect;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The effects of an application, in their order. Every one runs, whatever became of the others. */
final class Effects {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final List<SignOutEffect> inOrder;
    private final Set<String> durable;
    private final SessionStore store;
    private final Consumer<EffectSettled> settled;

    /** @param settled is told of what was outstanding, on whichever thread it was done */
    Effects(List<SignOutEffect> effects, SessionStore store, Consumer<EffectSettled> settled) {
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
                .map(effect -> perform(effect, ended))
                .toList();
    }

    /** Tries again what is outstanding for an ended session. */
    void resume(SessionRecord record) {
        var outstanding = record.ended().orElseThrow().outstanding();
        for (var effect : inOrder) {
            if (outstanding.contains(effect.name())) {
                var outcome = perform(effect, List.of(record));
                // What has been begun tells when it is done.
                if (!isUnderWay(outcome)) {
                    tell(List.of(record), outcome);
                }
            }
        }
    }

    /** Tries no more: an effect that has failed for so long, or that the application no longer has. */
    void giveUp(SessionRecord record) {
        var id = record.session().id();
        record.ended().orElseThrow().outstanding().stream().sorted().forEach(name -> {
            LOG.log(System.Logger.Level.ERROR, "Effect {0} is given up for session {1}", name, id);
            store.settle(Set.of(id), name);
            tell(List.of(record), new EffectOutcome(name, "given up", false));
        });
    }

    private EffectOutcome perform(SignOutEffect effect, List<SessionRecord> ended) {
        try {
            var done = effect.begin(ended).toCompletableFuture();
            if (!done.isDone()) {
                done.whenComplete((nothing, failure) -> tell(ended, outcome(effect, ended, failure)));
                return new EffectOutcome(effect.name(), null, true);
            }
            done.get();
            return outcome(effect, ended, null);
        } catch (Exception | Error e) {
            return outcome(effect, ended, e);
        }
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
        var wrapped = thrown instanceof ExecutionException || thrown instanceof CompletionException;
        return wrapped && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
