// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client asks for, as it came: nothing of it is believed yet (RPI-2).
 *
 * @param hint the ID Token that says whose session it is about
 * @param logoutHint anything else that says so; for people alone
 * @param clientId who asks
 * @param redirect where the browser is to be led afterwards
 * @param state what it is to be given back there
 * @param uiLocales the languages that the user prefers, separated by spaces
 * @param others what else came, for the application
 */
record EndSessionRequest(
        Optional<String> hint,
        Optional<String> logoutHint,
        Optional<String> clientId,
        Optional<String> redirect,
        Optional<String> state,
        Optional<String> uiLocales,
        Map<String, String> others) {

    private static final int LONGEST_HINT = 16 * 1024;
    private static final int LONGEST = 2000;
    /** All but the hint go on in a URL. */
    private static final int LONGEST_REST = 4000;

    private static final int MOST = 20;

    /**
     * Reads the parameters of a query or form.
     *
     * @throws EndSessionException naming one that is doubled or too long
     */
    static EndSessionRequest of(Map<String, List<String>> parameters) {
        if (parameters.size() > MOST) {
            throw new EndSessionException("more than " + MOST + " parameters");
        }
        var all = new LinkedHashMap<String, String>();
        parameters.forEach((name, values) -> {
            var value = single(name, values);
            if (!value.isEmpty()) {
                all.put(name, value);
            }
        });
        var hint = take(all, "id_token_hint");
        if (all.entrySet().stream()
                        .mapToInt(each ->
                                Urls.query(each.getKey(), each.getValue()).length())
                        .sum()
                > LONGEST_REST) {
            throw new EndSessionException("parameters longer than " + LONGEST_REST + " characters");
        }
        return new EndSessionRequest(
                hint,
                take(all, "logout_hint"),
                take(all, "client_id"),
                take(all, "post_logout_redirect_uri"),
                take(all, "state"),
                take(all, "ui_locales"),
                Map.copyOf(all));
    }

    /** RFC 6749, section 3.1: none more than once; without a value it is as if it had not come. */
    private static String single(String name, List<String> values) {
        var shown = name.matches("[a-z_]{1,40}") ? name : "a parameter";
        if (values.size() != 1) {
            throw new EndSessionException(shown + " more than once");
        }
        var longest = name.equals("id_token_hint") ? LONGEST_HINT : LONGEST;
        // Of a name alone, Jersey makes no value.
        var value = Objects.requireNonNullElse(values.get(0), "");
        if (name.length() > LONGEST || Urls.query(name, value).length() > longest) {
            throw new EndSessionException(shown + " longer than " + longest + " characters");
        }
        return value;
    }

    private static Optional<String> take(Map<String, String> all, String name) {
        return Optional.ofNullable(all.remove(name));
    }

    /** The hint and the state are not for logs. */
    @Override
    public String toString() {
        return "EndSessionRequest[clientId=" + clientId + ", redirect=" + redirect + "]";
    }
}
