// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import dev.adieu.openid.provider.ClientCredentials;
import dev.adieu.openid.provider.test.Tokens.Issued;
import dev.adieu.suite.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.openid.provider.Grants.Kind.ACCESS_TOKEN;
import static dev.adieu.openid.provider.Grants.Kind.AUTHORIZATION_CODE;
import static dev.adieu.openid.provider.Grants.Kind.REFRESH_TOKEN;
import static dev.adieu.suite.UserAgent.encode;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Tokens that clients no longer want. */
class RevocationEndpointTest {
    private static final ServedIdp IDP = ServedIdp.with(Map.of(), Tokens.Beans.class, Tokens.class);
    private static final String[] NOTHING = {};

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @AfterEach
    void repair() {
        Tokens.takeGrantsDown(false);
        Tokens.takeStoreDown();
    }

    private static Issued issue(String client) {
        return Tokens.issue("alice", null, client, false);
    }

    private static Reply revoke(Map<String, String> form, String... headers) {
        return IDP.agent().postForm("openid/revoke", form, headers);
    }

    private static Reply revoke(String client, String token) {
        return revoke(Map.of("client_id", client, "token", token));
    }

    private static String basic(String client, String secret) {
        return new ClientSecretBasic(new ClientID(client), new Secret(secret)).toHTTPAuthorizationHeader();
    }

    private static void assertRevoked(Reply reply) {
        assertThat(reply.toString(), reply.status(), is(200));
        assertThat(reply.body(), is(""));
        assertThat(reply.header("Cache-Control"), is("no-store"));
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.toString(), reply.status(), is(status));
        assertThat(reply.json().getString("error"), is(code));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        assertThat(reply.header("Content-Type"), startsWith("application/json"));
    }

    /** TR-3, TR-4 */
    @Test
    void withARefreshTokenGoesWhatCameOfIt() {
        var issued = issue("app");
        var other = issue("app");

        assertRevoked(revoke("app", issued.refreshToken()));

        assertThat(issued.alive(), is(empty()));
        assertThat(other.alive(), is(not(empty())));
    }

    /** TR-3, TR-4 */
    @Test
    void anAccessTokenGoesAlone() {
        var issued = issue("app");

        assertRevoked(revoke("app", issued.accessToken()));

        assertThat(issued.alive(), is(Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN)));
    }

    /** TR-1: wherever the hint leads, and a hint that nobody knows is none. */
    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "device_secret", "pct", ""})
    void aHintIsNoMoreThanThat(String hint) {
        var issued = issue("app");

        assertRevoked(revoke(Map.of("client_id", "app", "token", issued.accessToken(), "token_type_hint", hint)));
        assertThat(issued.alive(), is(Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN)));
        assertRevoked(revoke(Map.of("client_id", "app", "token", issued.refreshToken(), "token_type_hint", hint)));
        assertThat(issued.alive(), is(empty()));
    }

    /** TR-5 */
    @Test
    void whatIsNoTokenIsRevokedAlready() {
        var issued = issue("app");
        assertRevoked(revoke("app", issued.refreshToken()));

        assertRevoked(revoke("app", issued.refreshToken()));
        assertRevoked(revoke("app", "nobody's"));
    }

    /** TR-2 */
    @Test
    void anotherClientsTokenIsRefused() {
        var issued = issue("blog");
        var before = issued.alive();

        assertRefused(revoke("app", issued.refreshToken()), 400, "invalid_grant");
        assertRefused(revoke("app", issued.accessToken()), 400, "invalid_grant");

        assertThat(issued.alive(), is(before));
    }

    /** TR-2 */
    @Test
    void whoKeepsASecretProvesIt() {
        var one = issue("blog");
        var two = issue("blog");
        var three = issue("blog");

        assertRevoked(revoke(Map.of("token", one.refreshToken()), "Authorization", basic("blog", Tokens.SECRET)));
        assertRevoked(revoke(Map.of("token", two.refreshToken(), "client_id", "blog", "client_secret", Tokens.SECRET)));
        assertRevoked(revoke(
                Map.of("token", three.refreshToken()),
                "Authorization",
                basic("blog", "earlier").replace("Basic", "basic")));

        assertThat(one.alive(), is(empty()));
        assertThat(two.alive(), is(empty()));
        assertThat(three.alive(), is(empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isNotTheClientThatItSays(String what, Map<String, String> form, String[] headers) {
        var issued = issue(String.valueOf(form.getOrDefault("client_id", "blog")));
        var before = issued.alive();
        var all = new HashMap<>(form);
        all.put("token", issued.refreshToken());

        var reply = revoke(all, headers);

        assertRefused(reply, 401, "invalid_client");
        assertThat(reply.header("WWW-Authenticate"), startsWith("Basic "));
        assertThat(issued.alive(), is(before));
    }

    static Stream<Arguments> isNotTheClientThatItSays() throws JOSEException {
        var stranger = new RSAKeyGenerator(2048).keyID("signed").generate();
        return Stream.of(
                arguments("nothing proves it", Map.of("client_id", "blog"), NOTHING),
                arguments("nothing proves it by a key", Map.of("client_id", "signed"), NOTHING),
                arguments("wrong secret", Map.of("client_id", "blog", "client_secret", "guess"), NOTHING),
                arguments("wrong secret, Basic", Map.of(), new String[] {"Authorization", basic("blog", "guess")}),
                arguments("a hash", Map.of("client_id", "blog", "client_secret", hash()), NOTHING),
                arguments("nobody", Map.of("client_id", "nobody"), NOTHING),
                arguments("nobody with a secret", Map.of("client_id", "nobody", "client_secret", "x"), NOTHING),
                arguments("disabled", Map.of("client_id", "old"), NOTHING),
                arguments("public, with a secret", Map.of("client_id", "app", "client_secret", "x"), NOTHING),
                arguments("no secret, but a key", Map.of("client_id", "signed", "client_secret", "x"), NOTHING),
                arguments("another key", assertion(stranger, IDP.url("openid/revoke"), 60, "a"), NOTHING),
                arguments("for another", assertion(Tokens.KEY, "https://other.example/token", 60, "b"), NOTHING),
                arguments("expired", assertion(Tokens.KEY, IDP.url("openid/revoke"), -300, "c"), NOTHING),
                arguments("for years", assertion(Tokens.KEY, IDP.url("openid/revoke"), 86_400, "d"), NOTHING),
                arguments("without jti", assertion(Tokens.KEY, IDP.url("openid/revoke"), 60, null), NOTHING),
                arguments("Bearer", Map.of(), new String[] {"Authorization", "Bearer abc"}),
                arguments(
                        "public, by Bearer", Map.of("client_id", "app"), new String[] {"Authorization", "Bearer abc"}));
    }

    private static String hash() {
        return ClientCredentials.hash(Tokens.SECRET);
    }

    private static Map<String, String> assertion(RSAKey key, String audience, int seconds, @Nullable String jti) {
        try {
            var now = System.currentTimeMillis();
            var claims = new JWTAuthenticationClaimsSet(
                    new ClientID("signed"),
                    new Audience(audience).toSingleAudienceList(),
                    new Date(now + 1000L * seconds),
                    null,
                    null,
                    jti == null ? null : new JWTID(jti));
            var proof = new PrivateKeyJWT(claims, JWSAlgorithm.RS256, key.toPrivateKey(), key.getKeyID(), null);
            return Map.of(
                    "client_id",
                    "signed",
                    "client_assertion_type",
                    PrivateKeyJWT.CLIENT_ASSERTION_TYPE,
                    "client_assertion",
                    proof.getClientAssertion().serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TR-2 */
    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "issuer"})
    void whoHasAKeyProvesItOnce(String audience) {
        var issued = issue("signed");
        var form = new HashMap<>(assertion(
                Tokens.KEY,
                audience.equals("issuer") ? ServedIdp.ISSUER : IDP.url("openid/revoke"),
                60,
                "once " + audience));
        form.put("token", issued.accessToken());
        assertRevoked(revoke(form));
        assertThat(issued.alive(), is(Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN)));

        form.put("token", issued.refreshToken());

        assertRefused(revoke(form), 401, "invalid_client");
        assertThat(issued.alive(), is(Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isNoRequest(String what, String form, String[] headers) {
        var all = Stream.concat(Stream.of(headers), Stream.of("Content-Type", "application/x-www-form-urlencoded"))
                .toArray(String[]::new);

        assertRefused(IDP.agent().send("POST", "openid/revoke", form, all), 400, "invalid_request");
    }

    static Stream<Arguments> isNoRequest() {
        var none = "Basic " + Base64.getEncoder().encodeToString("blog".getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                arguments("nothing", "", NOTHING),
                arguments("no token", "client_id=app", NOTHING),
                arguments("an empty token", "client_id=app&token=", NOTHING),
                arguments("the name of a token alone", "client_id=app&token", NOTHING),
                arguments("no client", "token=x", NOTHING),
                arguments("token twice", "client_id=app&token=x&token=y", NOTHING),
                arguments("client twice", "client_id=app&client_id=blog&token=x", NOTHING),
                arguments("hint twice", "client_id=app&token=x&token_type_hint=a&token_type_hint=a", NOTHING),
                arguments("too long", "client_id=app&token=" + "x".repeat(17_000), NOTHING),
                arguments("too many", "client_id=app&token=x" + many(), NOTHING),
                arguments("two clients", "client_id=app&token=x", new String[] {
                    "Authorization", basic("blog", Tokens.SECRET)
                }),
                arguments(
                        "two ways",
                        "client_id=blog&client_secret=" + encode(Tokens.SECRET) + "&token=x",
                        new String[] {"Authorization", basic("blog", Tokens.SECRET)}),
                arguments("Basic without a secret", "token=x", new String[] {"Authorization", none}),
                arguments("Basic that is no Base64", "token=x", new String[] {"Authorization", "Basic %%%"}),
                arguments(
                        "an assertion that is none",
                        "client_id=signed&token=x&client_assertion=a.b.c&client_assertion_type="
                                + encode(PrivateKeyJWT.CLIENT_ASSERTION_TYPE),
                        NOTHING));
    }

    private static String many() {
        var all = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            all.append("&p").append(i).append("=1");
        }
        return all.toString();
    }

    /** TR-6 */
    @Test
    void whatCannotBeTakenBackIsSaid() {
        assertRefused(revoke("app", Tokens.SELF_CONTAINED), 400, "unsupported_token_type");
    }

    /** TR-6: it still exists then, and the client may try again. */
    @Test
    void whileNothingAnswersNothingIsRevoked() {
        var issued = issue("app");
        Tokens.takeGrantsDown(true);

        var reply = revoke("app", issued.refreshToken());

        assertRefused(reply, 503, "temporarily_unavailable");
        assertThat(reply.header("Retry-After"), is("5"));
        Tokens.takeGrantsDown(false);
        assertThat(issued.alive(), is(not(empty())));
        assertRevoked(revoke("app", issued.refreshToken()));
    }

    /** Whether an assertion is new is for the store to say. */
    @Test
    void whileTheStoreIsDownNoAssertionIsTaken() {
        var issued = issue("signed");
        var form = new HashMap<>(assertion(Tokens.KEY, ServedIdp.ISSUER, 60, "later"));
        form.put("token", issued.refreshToken());
        Tokens.takeStoreDown("remember");

        assertRefused(revoke(form), 503, "temporarily_unavailable");

        Tokens.takeStoreDown();
        assertRevoked(revoke(form));
    }

    /** No cookie counts here, and so nothing can be forged; other methods and types are none. */
    @Test
    void aFormByPostWhereverItComesFrom() {
        var issued = issue("app");

        assertThat(
                IDP.agent()
                        .get("openid/revoke?client_id=app&token=" + issued.accessToken())
                        .status(),
                is(405));
        assertThat(
                IDP.agent()
                        .postJson("openid/revoke", "{\"client_id\":\"app\",\"token\":\"x\"}")
                        .status(),
                is(415));
        assertThat(issued.alive(), is(Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN, ACCESS_TOKEN)));
        assertRevoked(revoke(
                Map.of("client_id", "app", "token", issued.refreshToken()),
                "Sec-Fetch-Site",
                "cross-site",
                "Origin",
                "https://app.example"));
    }

    @Test
    void theMetadataSaySo() {
        var metadata = IDP.agent().get("metadata").json();

        assertThat(metadata.getString("revocation_endpoint"), is(IDP.url("openid/revoke")));
        assertThat(
                metadata.getJsonArray("revocation_endpoint_auth_methods_supported")
                        .toString(),
                is("[\"client_secret_basic\",\"client_secret_post\",\"private_key_jwt\",\"none\"]"));
    }
}
