// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what is taken of a request to the end session endpoint, before anybody knows whose browser it came with: a form
 * that another site posts has no cookie.
 *
 * @param clients whom to ask who a client is
 * @param hints reads hints
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">OpenID Connect RP-Initiated Logout
 *     1.0, sections 2 to 4</a>
 */
record EndSession(Clients clients, Hints hints) {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** A hint that holds, and the client that it is for. */
    private record Asked(Hint hint, Client client) {}

    /** What it says, as far as it is to be believed (RPI-12). */
    LogoutMessage read(EndSessionRequest request) {
        var locales = request.uiLocales().map(EndSession::languages).orElse(List.of());
        return asked(request)
                .map(asked -> new LogoutMessage(
                        asked.client().id(),
                        asked.hint().subject(),
                        asked.hint().sid().orElse(null),
                        // RPI-8: without a hint it leads nowhere.
                        redirect(request, asked.client()).orElse(null),
                        null,
                        locales,
                        request.others()))
                .orElseGet(() -> new LogoutMessage(null, null, null, null, null, locales, request.others()));
    }

    /** RPI-3, RPI-4: a hint that this provider issued, to the client that asks, which may. */
    private Optional<Asked> asked(EndSessionRequest request) {
        if (request.hint().isEmpty()) {
            return Optional.empty();
        }
        var hint = request.hint().flatMap(hints::read);
        if (hint.isEmpty()) {
            return refused("its hint is no ID Token of this provider");
        }
        if (request.clientId().isPresent()
                && !hint.get().isFor(request.clientId().get())) {
            return refused("its hint is for another client");
        }
        var client = request.clientId().or(hint.get()::clientId).flatMap(clients::find);
        if (client.isEmpty() || !client.get().enabled()) {
            return refused("the client is not known, or disabled");
        }
        return Optional.of(new Asked(hint.get(), client.get()));
    }

    /** RPI-9, RPI-10: an exact one of the client's, with the state; else the sign-out leads nowhere else. */
    private static Optional<String> redirect(EndSessionRequest request, Client client) {
        var registered = request.redirect().flatMap(client::registered);
        if (request.redirect().isPresent() && registered.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Client {0} asks for a post_logout_redirect_uri that is not registered",
                    client.id());
        }
        return registered.map(uri -> withState(uri, request.state()));
    }

    /** As it was registered, and no character of it otherwise. */
    private static String withState(URI uri, Optional<String> state) {
        return state.map(value -> uri + (uri.getRawQuery() == null ? "?" : "&") + Urls.query("state", value))
                .orElseGet(uri::toString);
    }

    /** RPI-11: what is no language, or one that nobody has here, is no error. */
    private static List<String> languages(String uiLocales) {
        return Stream.of(uiLocales.split(" "))
                .filter(tag -> tag.matches("[A-Za-z0-9-]{1,35}"))
                .limit(10)
                .toList();
    }

    private static Optional<Asked> refused(String why) {
        LOG.log(System.Logger.Level.WARNING, "An end session request is not trusted, and the user is asked: {0}", why);
        return Optional.empty();
    }
}
