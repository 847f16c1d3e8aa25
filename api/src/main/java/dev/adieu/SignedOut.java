// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * CDI event: sessions have ended. Fired after the effects, once for every end that ended at least one session, expiry
 * included, and for each session exactly once on all nodes together. Observers may be synchronous
 * ({@code @Observes}: on the thread of the sign-out, before the answer) or asynchronous ({@code @ObservesAsync}). An
 * observer that throws changes nothing about the sign-out or its answer; a synchronous one that throws keeps CDI from
 * calling the synchronous ones after it, but never the asynchronous ones.
 *
 * @param sessions what ended, at least one
 * @param reason why
 * @param effects how each effect went, in the order they ran
 * @param properties what {@link SignOutOptions#properties()} had
 * @param at when
 */
public record SignedOut(
        List<UserSession> sessions,
        Reason reason,
        List<EffectOutcome> effects,
        Map<String, String> properties,
        Instant at) {

    /** Copies the collections. */
    public SignedOut {
        sessions = List.copyOf(sessions);
        effects = List.copyOf(effects);
        properties = Map.copyOf(properties);
    }
}
