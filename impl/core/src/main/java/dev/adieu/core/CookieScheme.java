// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.ResponseChange;
import dev.adieu.UserSession;
import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.Token;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The default scheme: a cookie that holds the token and nothing else, {@code HttpOnly; Secure; SameSite=Lax; Path=/}.
 * It is set at sign-in and never renewed, so that no answer under way can bring it back.
 */
final class CookieScheme implements Scheme {
    static final String NAME = "Cookies";

    private final CookieNaming naming;

    CookieScheme(CookieNaming naming) {
        this.naming = naming;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Found find(ContainerRequestContext request) {
        var headers = request.getHeaders().get("Cookie");
        if (headers == null || headers.isEmpty()) {
            return Found.nothing();
        }
        return found(values(headers, naming.of(request).name()));
    }

    private static Found found(List<String> values) {
        var tokens =
                values.stream().flatMap(value -> Token.parse(value).stream()).toList();
        return new Found(tokens.stream().map(Token::hash).toList(), tokens.size() < values.size());
    }

    /** Every value of the name, read from the raw header: containers drop or unquote what is odd. */
    private static List<String> values(List<String> headers, String name) {
        var values = new ArrayList<String>();
        for (var header : headers) {
            for (var pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return values;
    }

    @Override
    public void requireIssuable(ContainerRequestContext request) {
        if (!naming.isIssuable(request)) {
            throw new IllegalStateException("Plain HTTP from elsewhere than this machine: a session cookie could be"
                    + " stolen on the way. If TLS ends before the application, set adieu.origin to its public origin,"
                    + " such as https://app.example");
        }
    }

    @Override
    public List<ResponseChange> issue(Token token, UserSession session, ContainerRequestContext request) {
        var cookie = naming.of(request);
        return List.of(new ResponseChange.SetCookie(cookie.name(), token.reveal(), cookie.secure()));
    }

    @Override
    public List<ResponseChange> forget(ContainerRequestContext request) {
        // CK-2: a __Host- cookie is deleted only by one that satisfies the prefix itself.
        var cookie = naming.of(request);
        return List.of(new ResponseChange.ExpireCookie(cookie.name(), "/", null, cookie.secure()));
    }

    @Override
    public String challenge() {
        return "Cookie";
    }
}
