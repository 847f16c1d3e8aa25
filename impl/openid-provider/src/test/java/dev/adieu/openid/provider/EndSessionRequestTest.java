// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is taken of a request to the end session endpoint. */
class EndSessionRequestTest {
    private static final String ISSUER = "https://id.example";
    private static final String OUT = "https://shop.example/out?a=b";
    private static final SigningKeys KEYS = SigningKeys.generated();
    private static final SigningKeys OTHERS = SigningKeys.generated();
    private static final EndSession END_SESSION = new EndSession(
            Clients.of(
                    Client.builder("shop").postLogoutRedirectUri(OUT).build(),
                    Client.builder("blog")
                            .postLogoutRedirectUri("https://blog.example/")
                            .build(),
                    Client.builder("old").disabled().postLogoutRedirectUri(OUT).build()),
            new Hints(ISSUER, KEYS));

    @Test
    void aHintSaysWhoAsksAndWhoseSessionItIs() {
        var message =
                read(Map.of("id_token_hint", hint(each -> each), "post_logout_redirect_uri", OUT, "state", "a b&c"));

        assertThat(message.clientId(), is("shop"));
        assertThat(message.subject(), is("alice"));
        assertThat(message.sid(), is("s1"));
        assertThat(message.returnUrl(), is(OUT + "&state=a+b%26c"));
    }

    /** RPI-4 */
    @Test
    void mayHaveExpired() {
        var old = hint(each -> each.issueTime(new Date(0)).expirationTime(new Date(1000)));

        assertThat(read(Map.of("id_token_hint", old)).clientId(), is("shop"));
    }

    /** RPI-3: of several, the one that asks. */
    @Test
    void isForOneOfItsAudience() {
        var both = hint(each -> each.audience(List.of("shop", "blog")));

        assertThat(read(Map.of("id_token_hint", both, "client_id", "blog")).clientId(), is("blog"));
        assertThat(read(Map.of("id_token_hint", both)).clientId(), is(nullValue()));
        var authorized = hint(each -> each.audience(List.of("shop", "blog")).claim("azp", "shop"));
        assertThat(read(Map.of("id_token_hint", authorized)).clientId(), is("shop"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isNotTrusted(String what, Supplier<Map<String, String>> parameters) {
        var request = new HashMap<>(parameters.get());
        request.put("post_logout_redirect_uri", OUT);
        request.put("state", "x");
        request.put("ui_locales", "de");

        var message = read(request);

        assertThat(message.clientId(), is(nullValue()));
        assertThat(message.subject(), is(nullValue()));
        assertThat(message.returnUrl(), is(nullValue()));
        assertThat(message.uiLocales(), contains("de"));
    }

    static Stream<Arguments> isNotTrusted() {
        return Stream.of(
                arguments("no hint", supply(() -> Map.of())),
                arguments("a client alone", supply(() -> Map.of("client_id", "shop"))),
                arguments("a logout hint alone", supply(() -> Map.of("logout_hint", "alice", "client_id", "shop"))),
                forged("another issuer", () -> hint(each -> each.issuer("https://id.example/"))),
                forged("no issuer", () -> hint(each -> each.issuer(null))),
                forged("no subject", () -> hint(each -> each.subject(null))),
                forged("no audience", () -> hint(each -> each.audience((String) null))),
                forged("a sid that is no text", () -> hint(each -> each.claim("sid", 1))),
                forged("an unknown client", () -> hint(each -> each.audience("nobody"))),
                forged("a client that is disabled", () -> hint(each -> each.audience("old"))),
                arguments(
                        "another client's",
                        supply(() -> Map.of("id_token_hint", hint(each -> each), "client_id", "blog"))),
                forged("another key", () -> sign(claims().build(), (RSAKey) OTHERS.current())),
                forged("tampered", () -> tampered(hint(each -> each))),
                forged("no signature", () -> hint(each -> each).replaceAll("[^.]*$", "")),
                forged("alg none", () -> new PlainJWT(claims().build()).serialize()),
                forged("a shared secret", EndSessionRequestTest::hmac),
                forged("a logout token", () -> hint(each -> each.claim("events", Map.of()))),
                forged("another type", () -> typed("logout+jwt")),
                forged("an access token", () -> typed("at+jwt")),
                forged("no token", () -> "hello"),
                forged("dots", () -> ".."),
                forged("five parts", () -> "a.b.c.d.e"));
    }

    private static Arguments forged(String what, Supplier<String> hint) {
        return arguments(what, supply(() -> Map.of("id_token_hint", hint.get())));
    }

    private static Supplier<Map<String, String>> supply(Supplier<Map<String, String>> parameters) {
        return parameters;
    }

    /** RPI-9: the sign-out goes on, and leads nowhere else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/out",
                "https://shop.example/out?a=b&c",
                "https://shop.example/out?a=B",
                "https://shop.example/out?a=%62",
                "https://blog.example/",
                "https://evil.example/",
                "javascript:alert(1)",
                "//evil.example",
                "/"
            })
    void whatIsNotRegisteredIsDropped(String uri) {
        var message = read(Map.of("id_token_hint", hint(each -> each), "post_logout_redirect_uri", uri));

        assertThat(message.returnUrl(), is(nullValue()));
        assertThat(message.clientId(), is("shop"));
    }

    /** RPI-10: and only with a way back. */
    @Test
    void aStateAloneIsNothing() {
        assertThat(
                read(Map.of("id_token_hint", hint(each -> each), "state", "x")).returnUrl(), is(nullValue()));
    }

    /** RPI-11 */
    @Test
    void languagesThatAreNoneAreNoError() {
        assertThat(read(Map.of("ui_locales", "de-CH <script> fr  xx")).uiLocales(), contains("de-CH", "fr", "xx"));
        assertThat(read(Map.of("ui_locales", "<>")).uiLocales(), is(empty()));
    }

    @Test
    void whatElseComesIsKeptForTheApplication() {
        assertThat(read(Map.of("resource", "x")).parameters(), is(Map.of("resource", "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_token_hint",
                "logout_hint",
                "client_id",
                "post_logout_redirect_uri",
                "state",
                "ui_locales",
                "other"
            })
    void isNoneWithAParameterTwiceOrTooLong(String name) {
        var twice =
                assertThrows(EndSessionException.class, () -> EndSessionRequest.of(Map.of(name, List.of("a", "a"))));
        var tooLong = assertThrows(
                EndSessionException.class, () -> EndSessionRequest.of(Map.of(name, List.of("a".repeat(1_000_000)))));

        assertThat(twice.getMessage(), containsString(name + " more than once"));
        assertThat(tooLong.getMessage(), containsString(name + " longer than"));
    }

    @Test
    void aParameterWithoutAValueHasNotCome() {
        assertThat(
                read(Map.of("id_token_hint", "", "client_id", "", "state", "")).clientId(), is(nullValue()));
    }

    private static LogoutMessage read(Map<String, String> parameters) {
        var lists = new HashMap<String, List<String>>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return END_SESSION.read(EndSessionRequest.of(lists));
    }

    private static JWTClaimsSet.Builder claims() {
        var now = System.currentTimeMillis();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("alice")
                .audience("shop")
                .issueTime(new Date(now))
                .expirationTime(new Date(now + 300_000))
                .claim("sid", "s1");
    }

    private static String hint(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(change.apply(claims()).build(), (RSAKey) KEYS.current());
    }

    private static String sign(JWTClaimsSet claims, RSAKey key) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEYS.current().getKeyID()), claims, key);
    }

    private static String typed(String type) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(KEYS.current().getKeyID())
                .type(new JOSEObjectType(type));
        return sign(header, claims().build(), (RSAKey) KEYS.current());
    }

    private static String sign(JWSHeader.Builder header, JWTClaimsSet claims, RSAKey key) {
        try {
            var token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tampered(String token) {
        var parts = token.split("\\.");
        var changed =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("alice", "alicf");
        return parts[0] + "." + Base64URL.encode(changed) + "." + parts[2];
    }

    private static String hmac() {
        try {
            var key = ((RSAKey) KEYS.current()).toRSAPublicKey().getEncoded();
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(KEYS.current().getKeyID())
                            .build(),
                    claims().build());
            token.sign(new MACSigner(Arrays.copyOf(key, 64)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code state&…}: what Jersey makes of it. */
    @Test
    void aNameAloneIsAsIfItHadNotCome() {
        var request = EndSessionRequest.of(Map.of("state", Collections.singletonList(null)));

        assertThat(request.state().isEmpty(), is(true));
    }
}
