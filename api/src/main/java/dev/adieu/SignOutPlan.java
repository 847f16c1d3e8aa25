// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-out would do, decided and not yet done. Free of the application's secrets: it may be shown to the caller,
 * and {@code toString} leaves out the query of the URL, where an effect may have put an ID Token hint, so that it may be
 * logged.
 *
 * @param error what the sign-out would be refused with; null when it would be done. All else is empty then
 * @param selectors which sessions the store would end
 * @param sessions those sessions as they are now, at most {@value Page#LARGEST} for each selector; only in the answer of
 *     {@link SessionManager#plan}
 * @param schemes the schemes whose credential the browser would forget
 * @param effects the effects that would run, in their order, if a session ends
 * @param changes what the answer would change in the browser
 * @param url the next URL; null when none is wanted or there is no request
 */
public record SignOutPlan(
        @Nullable SignOutError error,
        List<SessionSelector> selectors,
        List<UserSession> sessions,
        List<String> schemes,
        List<String> effects,
        List<ResponseChange> changes,
        @Nullable URI url) {

    /** Copies the lists. */
    public SignOutPlan {
        selectors = List.copyOf(selectors);
        sessions = List.copyOf(sessions);
        schemes = List.copyOf(schemes);
        effects = List.copyOf(effects);
        changes = List.copyOf(changes);
    }

    @Override
    public String toString() {
        return "SignOutPlan[error=%s, selectors=%s, sessions=%s, schemes=%s, effects=%s, changes=%s, url=%s]"
                .formatted(error, selectors, sessions, schemes, effects, changes, Require.withoutQuery(url));
    }

    /** A refusal. */
    public static SignOutPlan refused(SignOutError error) {
        return new SignOutPlan(error, List.of(), List.of(), List.of(), List.of(), List.of(), null);
    }

    /** This plan, with the sessions that it would end. */
    public SignOutPlan with(List<UserSession> found) {
        return new SignOutPlan(error, selectors, found, schemes, effects, changes, url);
    }
}
