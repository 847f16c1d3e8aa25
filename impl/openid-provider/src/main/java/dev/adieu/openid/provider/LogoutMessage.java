// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sign-out between its pages.
 *
 * @param clientId the client that asked for it; null where nobody did, or it cannot be told who
 * @param subject whom the client's hint is about
 * @param sid which session the client's hint is about
 * @param returnUrl where it leads in the end, state included
 * @param endedSid the session that has ended; null before
 * @param uiLocales the languages that the user prefers, best first
 * @param parameters what else the client sent
 */
public record LogoutMessage(
        @Nullable String clientId,
        @Nullable String subject,
        @Nullable String sid,
        @Nullable String returnUrl,
        @Nullable String endedSid,
        List<String> uiLocales,
        Map<String, String> parameters) {

    /** Nobody asked. */
    static final LogoutMessage NONE = new LogoutMessage(null, null, null, null, null, List.of(), Map.of());

    /** Copies the collections. */
    public LogoutMessage {
        uiLocales = List.copyOf(uiLocales);
        parameters = Map.copyOf(parameters);
    }

    /** The same, without what the client said of itself and wants. */
    LogoutMessage untrusted() {
        return new LogoutMessage(null, null, null, null, endedSid, uiLocales, parameters);
    }

    /** The same, once that session has ended. */
    LogoutMessage ended(Optional<String> session) {
        return new LogoutMessage(clientId, subject, sid, returnUrl, session.orElse(null), uiLocales, parameters);
    }

    /** The return URL has the client's state. */
    @Override
    public String toString() {
        return "LogoutMessage[clientId=" + clientId + ", sid=" + sid + ", endedSid=" + endedSid + "]";
    }
}
