// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.ResponseChange;
import dev.adieu.UserSession;
import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The default scheme, and further ones by settings: a cookie that holds the token and nothing else, {@code HttpOnly; Secure; SameSite=Lax; Path=/}.
 * It is set at sign-in and never renewed, so that no answer under way can bring it back.
 */
final class CookieScheme implements Scheme {
    static final String NAME = "Cookies";

    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String UNSAFE =
            "Nobody is signed in over plain HTTP from elsewhere than this machine: the session"
                    + " cookie could be stolen on the way. If TLS ends before the application, set adieu.origin to its public"
                    + " origin, such as https://app.example. In development, on this machine alone, plain HTTP will do: let a proxy"
                    + " pass the Host header on, and send no Forwarded or X-Forwarded header";

    private final String name;
    private final CookieNaming naming;

    CookieScheme(String name, CookieNaming naming) {
        this.name = name;
        this.naming = naming;
    }

    @Override
    public String name() {
        return name;
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
        var credentials = new ArrayList<TokenHash>(values.size());
        for (var value : values) {
            Token.parse(value).map(Token::hash).ifPresent(credentials::add);
        }
        return new Found(credentials, credentials.size() < values.size());
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
            // Logged here too: not every runtime tells anybody what a method threw.
            LOG.log(System.Logger.Level.ERROR, UNSAFE);
            throw new IllegalStateException(UNSAFE);
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
