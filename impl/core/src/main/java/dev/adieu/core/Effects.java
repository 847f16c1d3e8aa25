// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.EffectOutcome;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SignOutEffect;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The effects of an application, in their order. Every one runs, whatever became of the others. */
final class Effects {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final List<SignOutEffect> inOrder;
    private final Set<String> durable;
    private final SessionStore store;

    Effects(List<SignOutEffect> effects, SessionStore store) {
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

    List<EffectOutcome> perform(List<SessionRecord> ended) {
        return inOrder.stream()
                .filter(effect -> !effect.waits())
                .map(effect -> perform(effect, ended))
                .toList();
    }

    /** Tries again what is outstanding for an ended session. */
    List<EffectOutcome> resume(SessionRecord record) {
        var outstanding = record.ended().orElseThrow().outstanding();
        return inOrder.stream()
                .filter(effect -> outstanding.contains(effect.name()))
                .map(effect -> perform(effect, List.of(record)))
                .toList();
    }

    /** Tries no more: an effect that has failed for so long, or that the application no longer has. */
    List<EffectOutcome> giveUp(SessionRecord record) {
        var id = record.session().id();
        return record.ended().orElseThrow().outstanding().stream()
                .sorted()
                .map(name -> {
                    LOG.log(System.Logger.Level.ERROR, "Effect {0} is given up for session {1}", name, id);
                    store.settle(Set.of(id), name);
                    return new EffectOutcome(name, "given up", false);
                })
                .toList();
    }

    private EffectOutcome perform(SignOutEffect effect, List<SessionRecord> ended) {
        try {
            effect.perform(ended);
            if (effect.durable()) {
                var ids = ended.stream().map(record -> record.session().id()).collect(Collectors.toSet());
                store.settle(ids, effect.name());
            }
            return new EffectOutcome(effect.name(), null, false);
        } catch (Exception | Error e) {
            if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
                throw fatal;
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // A message of somebody else's code may quote a token: for those who ask for details.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Effect {0} failed for {1} sessions, which have ended all the same: {2}",
                    effect.name(),
                    ended.size(),
                    e.getClass().getName());
            LOG.log(System.Logger.Level.DEBUG, "Effect " + effect.name() + " failed", e);
            return new EffectOutcome(effect.name(), e.getClass().getName(), effect.durable());
        }
    }
}
