// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.suite.UserAgent.encode;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What the provider's own request ends, and what ends nothing. */
class BackChannelTest {
    private static final TestProvider PROVIDER = new TestProvider();
    private static final Served SHOP = new Served(PROVIDER, Map.of());
    private static final String PATH = "openid/back-channel-logout";
    /** The first of them is found to be none of the provider's; of the second, keys are not asked for again so soon. */
    private static final Set<String> UNKNOWN_KEYS = Set.of("an unknown key", "a key that it brings itself");

    private static final int LONG_AGO = -1000 * 3600;

    private final String sub = "user" + UUID.randomUUID();
    private final String sid = UUID.randomUUID().toString();
    private final UserAgent desk = SHOP.agent();
    private final UserAgent phone = SHOP.agent();

    @AfterAll
    static void stop() {
        SHOP.close();
        PROVIDER.close();
    }

    @BeforeEach
    void signIn() {
        signIn(desk, sid);
        signIn(phone, "another");
    }

    private void signIn(UserAgent agent, String session) {
        agent.postForm("sign-in", Map.of("iss", PROVIDER.issuer(), "sub", sub, "sid", session));
        assertThat(agent.subject(), is(sub));
    }

    private static Reply send(String token) {
        return SHOP.agent().postForm(PATH, Map.of("logout_token", token));
    }

    // What ends sessions

    @Test
    void aSidEndsItsSessionAlone() {
        var reply = send(PROVIDER.logoutToken(Map.of("sid", sid)));

        assertThat(reply.status(), is(200));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        assertThat(desk.subject(), is(""));
        assertThat(phone.subject(), is(sub));
    }

    @Test
    void aSubEndsEverySessionOfTheSubject() {
        assertThat(send(PROVIDER.logoutToken(Map.of("sub", sub))).status(), is(200));

        assertThat(desk.subject(), is(""));
        assertThat(phone.subject(), is(""));
    }

    @Test
    void bothEndTheSession() {
        assertThat(send(PROVIDER.logoutToken(Map.of("sub", sub, "sid", sid))).status(), is(200));

        assertThat(desk.subject(), is(""));
        assertThat(phone.subject(), is(sub));
    }

    @Test
    void aSessionThatNobodyHasIsASuccess() {
        assertThat(send(PROVIDER.logoutToken(Map.of("sid", "unknown"))).status(), is(200));
        assertThat(desk.subject(), is(sub));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isTakenThough(String what, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> claims, JOSEObjectType type) {
        var token = PROVIDER.sign(
                PROVIDER.header().type(type).build(),
                claims.apply(PROVIDER.claims().claim("sid", sid)).build());

        assertThat(send(token).status(), is(200));
        assertThat(desk.subject(), is(""));
    }

    static Stream<Arguments> isTakenThough() {
        return Stream.of(
                good("the audience is an array", each -> each.audience(List.of("another", TestProvider.CLIENT))),
                good("there are claims that nobody knows", each -> each.claim("typ", "Logout")
                        .claim("x", 1)),
                good(
                        "the event says more",
                        each -> each.claim(
                                "events", Map.of(TestProvider.EVENT, Map.of("reason", "x"), "urn:another", Map.of()))),
                good("clocks differ a little", each -> each.issueTime(in(30))),
                arguments(
                        "its type is written out",
                        (Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder>) each -> each,
                        new JOSEObjectType("application/logout+jwt")));
    }

    private static Arguments good(String what, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> claims) {
        return arguments(what, claims, new JOSEObjectType("logout+jwt"));
    }

    @Test
    void otherParametersAreIgnored() {
        var reply = SHOP.agent()
                .postForm(PATH, Map.of("logout_token", PROVIDER.logoutToken(Map.of("sid", sid)), "state", "x"));

        assertThat(reply.status(), is(200));
        assertThat(desk.subject(), is(""));
    }

    /** BC-20: a provider's retry has the same answer, and whoever sends an old token again ends nothing. */
    @Test
    void aTokenSentTwiceEndsWhatItEndedOnce() {
        var token = PROVIDER.logoutToken(Map.of("sub", sub));
        send(token);
        signIn(desk, "a new one");

        assertThat(send(token).status(), is(200));

        assertThat(desk.subject(), is(sub));
    }

    // What ends nothing

    @ParameterizedTest(name = "{0}")
    @MethodSource({"claims", "headers", "signatures", "texts"})
    void endsNothing(String what, Function<BackChannelTest, String> token) {
        var reply = send(token.apply(this));

        assertThat(reply.toString(), reply.status(), is(400));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        assertThat(reply.json().getString("error"), UNKNOWN_KEYS.contains(what) ? not(is("")) : is("invalid_request"));
        assertThat(reply.body(), not(containsString(sid)));
        assertThat(desk.subject(), is(sub));
        assertThat(phone.subject(), is(sub));
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                        Stream.of("iss", "aud", "iat", "exp", "jti", "events")
                                .map(name -> bad("no " + name, each -> each.claim(name, null))),
                        Stream.of("iss", "aud", "iat", "exp", "jti", "events", "sub", "sid")
                                .flatMap(name -> Stream.of(true, 1.5, "", Map.of("a", 1), List.of(), List.of(1))
                                        .filter(value -> !(value instanceof Number)
                                                || !List.of("iat", "exp").contains(name))
                                        .map(value -> bad(name + " is " + value, each -> each.claim(name, value)))),
                        Stream.of(
                                bad("another issuer", each -> each.issuer("https://another.example")),
                                bad("an issuer with a slash more", each -> each.issuer(PROVIDER.issuer() + "/")),
                                bad("another audience", each -> each.audience("another")),
                                bad("other audiences", each -> each.audience(List.of("another", "shop2"))),
                                bad("another event", each -> each.claim("events", Map.of("urn:another", Map.of()))),
                                bad(
                                        "an event that is a text",
                                        each -> each.claim("events", Map.of(TestProvider.EVENT, "yes"))),
                                bad(
                                        "an event that is true",
                                        each -> each.claim("events", Map.of(TestProvider.EVENT, true))),
                                bad(
                                        "an event that is an array",
                                        each -> each.claim("events", Map.of(TestProvider.EVENT, List.of()))),
                                bad("events as an array", each -> each.claim("events", List.of(TestProvider.EVENT))),
                                bad("a nonce", each -> each.claim("nonce", "n")),
                                bad("a nonce that is empty", each -> each.claim("nonce", "")),
                                bad("neither sub nor sid", each -> each.claim("sid", null)),
                                bad("a sid of a thousand letters", each -> each.claim("sid", "a".repeat(1000))),
                                bad("expired", each -> each.issueTime(in(-600)).expirationTime(in(-300))),
                                bad("issued in the future", each -> each.issueTime(in(600))
                                        .expirationTime(in(900))),
                                bad("exp beyond all times", each -> each.claim("exp", 1e300)),
                                bad("exp that is negative", each -> each.claim("exp", -1)),
                                bad("expired before it was issued", each -> each.issueTime(in(50))
                                        .expirationTime(in(40))),
                                bad("old, and without exp", each -> each.issueTime(
                                                new Date(System.currentTimeMillis() + LONG_AGO))
                                        .claim("exp", null))))
                .flatMap(each -> each);
    }

    private static Arguments bad(String what, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> claims) {
        return arguments(what, (Function<BackChannelTest, String>) test -> PROVIDER.sign(
                PROVIDER.header().build(), claims.apply(test.good()).build()));
    }

    static Stream<Arguments> headers() {
        return Stream.of("JWT", "jwt", "at+jwt", "secevent+jwt", "id_token", "logout", "logout+jwt2")
                .map(type -> badHeader("typ " + type, each -> each.type(new JOSEObjectType(type))))
                .collect(java.util.stream.Collectors.collectingAndThen(
                        java.util.stream.Collectors.toList(),
                        all -> Stream.concat(
                                all.stream(),
                                Stream.of(
                                        badHeader("no typ", each -> each.type(null)),
                                        badHeader("an unknown critical header", each -> each.criticalParams(Set.of("x"))
                                                .customParam("x", 1)),
                                        badHeader("an unknown key", each -> each.keyID("unknown"))))));
    }

    private static Arguments badHeader(String what, Consumer<JWSHeader.Builder> change) {
        return arguments(what, (Function<BackChannelTest, String>) test -> {
            var header = PROVIDER.header();
            change.accept(header);
            return PROVIDER.sign(header.build(), test.good().build());
        });
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                text(
                        "another key of the same id",
                        test -> TestProvider.sign(
                                PROVIDER.header().build(),
                                test.good().build(),
                                TestProvider.newKey(PROVIDER.key().getKeyID()))),
                text("a key that it brings itself", test -> {
                    var own = TestProvider.newKey("own");
                    return TestProvider.sign(
                            PROVIDER.header()
                                    .keyID("own")
                                    .jwk(own.toPublicJWK())
                                    .build(),
                            test.good().build(),
                            own);
                }),
                text("a changed signature", test -> changed(PROVIDER.logoutToken(Map.of("sid", test.sid)))),
                text("no signature", test -> {
                    var token = PROVIDER.logoutToken(Map.of("sid", test.sid));
                    return token.substring(0, token.lastIndexOf('.') + 1);
                }),
                text("alg none", test -> new PlainJWT(test.good().build()).serialize()),
                text(
                        "alg none by its own type",
                        test -> base64("{\"alg\":\"none\",\"typ\":\"logout+jwt\"}") + "."
                                + base64(test.good().build().toString()) + "."),
                text("an HMAC with the public key", test -> hmac(test.good().build())),
                text(
                        "another algorithm",
                        test -> PROVIDER.sign(
                                new JWSHeader.Builder(JWSAlgorithm.RS512)
                                        .keyID(PROVIDER.key().getKeyID())
                                        .type(new JOSEObjectType("logout+jwt"))
                                        .build(),
                                test.good().build())),
                text("nested", test -> nested(PROVIDER.logoutToken(Map.of("sid", test.sid)))));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                text("nothing", test -> ""),
                text("no token", test -> "hello"),
                text("dots", test -> ".."),
                text("five parts", test -> "a.b.c.d.e"),
                text("a header with nothing in it", test -> base64("{}") + ".e30.x"),
                text("a header that is an array", test -> base64("[]") + ".e30.x"),
                text("alg that is no text", test -> base64("{\"alg\":1}") + ".e30.x"),
                text("claims that are null", test -> base64("{\"alg\":\"RS256\"}") + "." + base64("null") + ".x"),
                text("encrypted in no way", test -> base64("{\"alg\":\"dir\",\"cty\":\"JWT\"}") + "..a.b.c"),
                text("encrypted by nothing", test -> base64("{\"enc\":\"A256GCM\",\"cty\":\"JWT\"}") + "..a.b.c"),
                text("a key of its own that is none", test -> base64("{\"alg\":\"RS256\",\"jwk\":1}") + ".e30.x"),
                text("a NUL", test -> "\u0000"),
                text("JSON", test -> "{}"),
                text(
                        "a million letters",
                        test -> PROVIDER.sign(
                                PROVIDER.header().build(),
                                test.good().claim("x", "a".repeat(1_000_000)).build())),
                text("a million dots", test -> ".".repeat(1_000_000)),
                text("deep JSON", test -> base64("[".repeat(5000)) + "." + base64("{\"a\":".repeat(3000)) + ".x"));
    }

    private static Arguments text(String what, Function<BackChannelTest, String> token) {
        return arguments(what, token);
    }

    @Test
    void aTokenTwiceInTheFormEndsNothing() {
        var token = encode(PROVIDER.logoutToken(Map.of("sid", sid)));

        var reply = SHOP.agent()
                .send(
                        "POST",
                        PATH,
                        "logout_token=" + token + "&logout_token=" + token,
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(reply.status(), is(400));
        assertThat(desk.subject(), is(sub));
    }

    @Test
    void anEmptyFormEndsNothing() {
        assertThat(SHOP.agent().postForm(PATH, Map.of()).status(), is(400));
    }

    @Test
    void whatIsNoFormEndsNothing() {
        var token = PROVIDER.logoutToken(Map.of("sid", sid));

        for (var type : List.of("application/json", "text/plain", "application/jwt", "application/logout+jwt", "x/y")) {
            var reply = SHOP.agent().send("POST", PATH, "logout_token=" + token, "Content-Type", type);
            assertThat(type, reply.status(), is(400));
        }
        assertThat(SHOP.agent().post(PATH).status(), is(400));
        assertThat(desk.subject(), is(sub));
    }

    @Test
    void aFormIsOneInWhateverCharset() {
        for (var charset : List.of("utf-8", "UTF-8", "iso-8859-1", "nope", "\"\"")) {
            var token = PROVIDER.logoutToken(Map.of("sid", sid));
            var type = "application/x-www-form-urlencoded; charset=" + charset;
            var reply = SHOP.agent().send("POST", PATH, "logout_token=" + token, "Content-Type", type);
            assertThat(charset, reply.status(), is(200));
        }
        assertThat(desk.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "=", "%", "logout_token", "logout_token=%zz", "logout_token=%00", "a=%", "&&=&"})
    void anOddFormEndsNothing(String form) {
        var reply = SHOP.agent().send("POST", PATH, form, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(reply.status(), is(400));
        assertThat(reply.json().getString("error"), is("invalid_request"));
    }

    @Test
    void aGetEndsNothing() {
        var token = encode(PROVIDER.logoutToken(Map.of("sid", sid)));

        assertThat(SHOP.agent().get(PATH + "?logout_token=" + token).status(), is(405));
        assertThat(SHOP.agent().post(PATH + "?logout_token=" + token).status(), is(400));
        assertThat(desk.subject(), is(sub));
    }

    private JWTClaimsSet.Builder good() {
        return PROVIDER.claims().claim("sid", sid);
    }

    private static Date in(int seconds) {
        return new Date(System.currentTimeMillis() + seconds * 1000L);
    }

    private static String changed(String token) {
        var last = token.lastIndexOf('.') + 10;
        return token.substring(0, last) + (token.charAt(last) == 'A' ? 'B' : 'A') + token.substring(last + 1);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(JWTClaimsSet claims) {
        try {
            var token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(PROVIDER.key().getKeyID())
                            .type(new JOSEObjectType("logout+jwt"))
                            .build(),
                    new Payload(claims.toString()));
            token.sign(
                    new MACSigner(Arrays.copyOf(PROVIDER.key().toRSAPublicKey().getEncoded(), 256)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nested(String inner) {
        try {
            var outer = new JWSObject(PROVIDER.header().contentType("JWT").build(), new Payload(inner));
            outer.sign(new RSASSASigner(PROVIDER.key()));
            return outer.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
