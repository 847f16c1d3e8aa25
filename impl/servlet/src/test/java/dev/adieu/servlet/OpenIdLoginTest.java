// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.FederatedLink;
import dev.adieu.SignIn;
import jakarta.security.enterprise.identitystore.openid.AccessToken;
import jakarta.security.enterprise.identitystore.openid.IdentityToken;
import jakarta.security.enterprise.identitystore.openid.JwtClaims;
import jakarta.security.enterprise.identitystore.openid.OpenIdClaims;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.security.enterprise.identitystore.openid.RefreshToken;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What becomes of what the mechanism tells. */
class OpenIdLoginTest {
    private static final String NAME = "preferred_username";

    private final Map<String, Object> claims =
            new HashMap<>(Map.of("iss", "https://idp.example", "sub", "4711", "sid", "s1", NAME, "alice"));
    private final Map<String, Object> userInfo = new HashMap<>();
    private final Map<String, Object> context = new HashMap<>(Map.of(
            "getIdentityToken",
            told(IdentityToken.class, Map.of("getToken", "id", "getJwtClaims", told(JwtClaims.class, claims))),
            "getAccessToken",
            told(AccessToken.class, Map.of("getToken", "access")),
            "getRefreshToken",
            Optional.of(told(RefreshToken.class, Map.of("getToken", "refresh"))),
            "getClaims",
            told(OpenIdClaims.class, userInfo)));

    private Optional<OpenIdLogin> login(String caller) {
        return OpenIdLogin.of(told(OpenIdContext.class, context), caller, NAME);
    }

    /** Answers by the name of a method, or of a claim. */
    private static <T> T told(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (told, method, arguments) -> method.isDefault()
                        ? InvocationHandler.invokeDefault(told, method, arguments)
                        : method.getName().equals("getStringClaim")
                                ? Optional.ofNullable(answers.get(arguments[0]))
                                : answers.get(method.getName())));
    }

    @Test
    void isThatOfTheProviderAndHasItsTokens() {
        var login = login("alice").orElseThrow();

        assertThat(login.link(), is(new FederatedLink("https://idp.example", "4711", "s1")));
        assertThat(
                login.secrets(),
                is(Map.of(SignIn.ID_TOKEN, "id", SignIn.ACCESS_TOKEN, "access", SignIn.REFRESH_TOKEN, "refresh")));
        assertThat(login.toString(), not(containsString("access")));
    }

    @Test
    void needsNeitherSidNorFurtherTokens() {
        claims.remove("sid");
        context.remove("getAccessToken");
        context.put("getRefreshToken", Optional.empty());

        var login = login("alice").orElseThrow();

        assertThat(login.link().session(), is(Optional.empty()));
        assertThat(login.secrets(), is(Map.of(SignIn.ID_TOKEN, "id")));
    }

    @Test
    void isKnownByWhateverNameTheMechanismTook() {
        claims.remove(NAME);
        userInfo.put(NAME, "bob");

        assertThat(login("bob").isPresent(), is(true));
        assertThat(login("4711").isPresent(), is(true));
        assertThat(login("alice").isPresent(), is(false));
    }

    @Test
    void isNobodysWhoHasLoggedInOtherwiseSince() {
        assertThat(login("bob").isPresent(), is(false));
    }

    @Test
    void isNoneWithoutAnIdToken() {
        context.remove("getIdentityToken");

        assertThat(login("alice").isPresent(), is(false));
    }

    @Test
    void isNoneWithoutAnIssuer() {
        claims.remove("iss");

        assertThat(login("alice").isPresent(), is(false));
    }
}
