// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.adieu.openid.provider.Grants.Kind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks to be revoked, as it came: nothing of it is believed yet.
 *
 * @param token what
 * @param kinds where to look for it, in that order
 * @param clientId who asks
 * @param authentication by what it proves that; null for a public client
 */
record RevocationRequest(
        String token, List<Kind> kinds, String clientId, @Nullable ClientAuthentication authentication) {
    private static final int LONGEST = 16 * 1024;
    private static final int MOST = 20;
    private static final String BASIC = "Basic ";

    /**
     * Reads a form.
     *
     * @param endpoint where it came to
     * @param given the form
     * @throws RevocationException naming what is missing, doubled or too long
     */
    static RevocationRequest of(URI endpoint, Map<String, List<String>> given, List<String> authorization) {
        var form = new LinkedHashMap<String, List<String>>();
        // Of a name alone, Jersey makes no value.
        given.forEach((name, values) -> form.put(
                name,
                values.stream()
                        .map(value -> Objects.requireNonNullElse(value, ""))
                        .toList()));
        require(form.size() <= MOST, "more than " + MOST + " parameters");
        // RFC 6749, section 3.1
        form.forEach((name, values) -> require(values.size() == 1, shown(name) + " more than once"));
        form.forEach((name, values) ->
                require(name.length() + values.get(0).length() <= LONGEST, shown(name) + " longer than " + LONGEST));
        // RFC 6749, section 2.3
        require(
                authorization.size()
                                + List.of("client_secret", "client_assertion").stream()
                                        .filter(form::containsKey)
                                        .count()
                        <= 1,
                "more than one way to authenticate");
        require(authorization.stream().allMatch(each -> each.length() <= LONGEST), "Authorization too long");
        try {
            return of(parse(endpoint, form, authorization), form);
        } catch (ParseException | RuntimeException e) {
            if (e instanceof RevocationException refused) {
                throw refused;
            }
            // The library is not prepared for everything.
            throw RevocationException.invalidRequest("token, or who the client is, is missing or malformed");
        }
    }

    private static TokenRevocationRequest parse(
            URI endpoint, Map<String, List<String>> form, List<String> authorization) throws ParseException {
        var request = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
        request.setHeader("Content-Type", "application/x-www-form-urlencoded");
        authorization.forEach(each -> request.setAuthorization(basic(each)));
        request.setBody(form.entrySet().stream()
                .map(each -> Urls.query(each.getKey(), each.getValue().get(0)))
                .collect(Collectors.joining("&")));
        return TokenRevocationRequest.parse(request);
    }

    /** The one scheme that there is, in the letters that the library expects. */
    private static String basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw RevocationException.invalidClient("Authorization by another scheme than Basic");
        }
        return BASIC + authorization.substring(BASIC.length());
    }

    private static RevocationRequest of(TokenRevocationRequest parsed, Map<String, List<String>> form) {
        var authentication = parsed.getClientAuthentication();
        var client = authentication == null ? parsed.getClientID() : authentication.getClientID();
        var said = Optional.ofNullable(form.get("client_id")).map(each -> each.get(0));
        require(said.isEmpty() || said.get().equals(client.getValue()), "client_id of another client");
        // TR-1: wherever the hint says first, and everywhere in any case.
        var kinds = parsed.getToken() instanceof AccessToken
                ? List.of(Kind.ACCESS_TOKEN, Kind.REFRESH_TOKEN)
                : List.of(Kind.REFRESH_TOKEN, Kind.ACCESS_TOKEN);
        return new RevocationRequest(parsed.getToken().getValue(), kinds, client.getValue(), authentication);
    }

    private static String shown(String name) {
        return name.matches("[a-z_]{1,40}") ? name : "a parameter";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw RevocationException.invalidRequest(otherwise);
        }
    }

    /** The token is for nobody to see. */
    @Override
    public String toString() {
        return "RevocationRequest[clientId=" + clientId + "]";
    }
}
