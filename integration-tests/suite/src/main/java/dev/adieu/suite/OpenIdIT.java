// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.adieu.suite.UserAgent.encode;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** People whom an OpenID provider signs in, and out: what is sent to the sample, and what that answers. */
@Tag("openid")
class OpenIdIT {
    private static final OpenIdProvider PROVIDER = new OpenIdProvider();
    private static final String BACK_CHANNEL = "api/openid/back-channel-logout";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Consumer<JsonObjectBuilder> UNSPOILT = claims -> {};

    private final String sub = "person-" + UUID.randomUUID();
    private final String sid = UUID.randomUUID().toString();
    private final UserAgent agent = new UserAgent(Sample.root());

    /** Begins, and tells where the provider leads back to. */
    private String begin(UserAgent by, Consumer<JsonObjectBuilder> spoil) {
        var reply = by.get("api/openid/sign-in", UserAgent.NAVIGATION);
        assertThat(reply.body(), reply.status(), is(303));
        return PROVIDER.grant(URI.create(reply.header("Location")), sub, sid, spoil);
    }

    private UserAgent signedIn() {
        var reply = agent.get(begin(agent, UNSPOILT), UserAgent.NAVIGATION);
        assertThat(reply.body(), reply.status(), is(303));
        assertThat(reply.header("Location"), endsWith(Sample.home()));
        assertThat(agent.subject(), is(sub));
        return agent;
    }

    // Signing in

    @Test
    void areAskedForWithPkceStateAndNonce() {
        var asked = URI.create(agent.get("api/openid/sign-in").header("Location"));

        var parameters = OpenIdProvider.parameters(asked.getRawQuery());
        assertThat(asked.toString(), startsWith(PROVIDER.issuer() + "/authorize?"));
        assertThat(parameters.get("response_type"), is("code"));
        assertThat(parameters.get("code_challenge_method"), is("S256"));
        assertThat(parameters.get("redirect_uri"), is(Sample.root() + "api/openid/callback"));
        assertThat(parameters.get("state").length(), is(43));
        assertThat(parameters.get("nonce"), is(not(parameters.get("state"))));
    }

    @Test
    void areSignedInByACode() {
        signedIn();
    }

    @Test
    void areNotSignedInByACodeThatAnotherBrowserHasAskedFor() {
        var victim = new UserAgent(Sample.root());
        begin(victim, UNSPOILT);
        var stranger = new UserAgent(Sample.root());
        var redeemed = PROVIDER.redeemed();

        for (var led : List.of(victim, new UserAgent(Sample.root()))) {
            var reply = led.get(begin(stranger, UNSPOILT), UserAgent.NAVIGATION);

            assertThat(reply.header("Location"), endsWith("?sign-in=refused"));
            assertThat(led.subject(), is(""));
        }
        // It is the state that tells: no code is tried whose verifier and nonce would be another's, too.
        assertThat(PROVIDER.redeemed(), is(redeemed));
    }

    @Test
    void areSignedInByACodeOnce() {
        var callback = begin(agent, UNSPOILT);
        var again = agent.copy();
        agent.get(callback, UserAgent.NAVIGATION);
        assertThat(agent.subject(), is(sub));

        var reply = again.get(callback, UserAgent.NAVIGATION);

        assertThat(reply.header("Location"), endsWith("?sign-in=refused"));
        assertThat(again.subject(), is(""));
        assertThat(agent.get(callback, UserAgent.NAVIGATION).header("Location"), endsWith("?sign-in=refused"));
        assertThat(agent.subject(), is(sub));
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                spoilt("another nonce", claims -> claims.add("nonce", "another")),
                spoilt("no nonce", claims -> claims.remove("nonce")),
                spoilt("another audience", claims -> claims.add("aud", "another")),
                spoilt("another issuer", claims -> claims.add("iss", "https://another.example")),
                spoilt("expired", claims -> claims.add("exp", 1)),
                spoilt("of nobody", claims -> claims.remove("sub")));
    }

    private static Arguments spoilt(String what, Consumer<JsonObjectBuilder> spoil) {
        return arguments(what, spoil);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoilt")
    void areNotSignedInByAnIdTokenThatIs(String what, Consumer<JsonObjectBuilder> spoil) {
        var reply = agent.get(begin(agent, spoil), UserAgent.NAVIGATION);

        assertThat(reply.header("Location"), endsWith("?sign-in=refused"));
        assertThat(agent.subject(), is(""));
    }

    @Test
    void areToldByAFailingProvidersAnswer() {
        begin(agent, UNSPOILT);

        for (var query : List.of("", "?error=access_denied", "?code=1", "?state=1", "?code=1&state=1")) {
            var reply = agent.get("api/openid/callback" + query, UserAgent.NAVIGATION);
            assertThat(query, reply.header("Location"), endsWith("?sign-in=refused"));
        }
    }

    // Signing out here

    @Test
    void areLedToTheProviderByASignOut() {
        signedIn();

        var reply = agent.post("api/sign-out");

        assertThat(reply.status(), is(200));
        var url = reply.json().getString("url");
        assertThat(url, startsWith(PROVIDER.issuer() + "/end-session?"));
        assertThat(url, containsString("id_token_hint=ey"));
        assertThat(agent.subject(), is(""));
    }

    // Signing out there

    private Reply send(String token) {
        return new UserAgent(Sample.root()).postForm(BACK_CHANNEL, Map.of("logout_token", token));
    }

    /** BC-21 to BC-23 */
    @Test
    void areSignedOutByALogoutToken() {
        signedIn();

        var reply = send(PROVIDER.logoutToken(PROVIDER.logout().add("sid", sid)));

        assertThat(reply.body(), reply.status(), is(200));
        assertThat(reply.header("Cache-Control"), containsString("no-store"));
        assertThat(agent.subject(), is(""));
    }

    /** BC-3 */
    @Test
    void areSignedOutEverywhereByALogoutTokenThatNamesThem() {
        signedIn();
        var phone = new UserAgent(Sample.root());
        phone.get(begin(phone, claims -> claims.add("sid", "another")), UserAgent.NAVIGATION);
        assertThat(phone.subject(), is(sub));

        assertThat(send(PROVIDER.logoutToken(PROVIDER.logout().add("sub", sub))).status(), is(200));

        assertThat(agent.subject(), is(""));
        assertThat(phone.subject(), is(""));
    }

    /** BC-22, BC-23: 400 with JSON, and no session ends. */
    private void refuses(String what, Reply reply) {
        assertThat(what + ": " + reply, reply.status(), is(400));
        assertThat(what, reply.header("Content-Type"), startsWith("application/json"));
        assertThat(what, reply.json().getString("error"), is("invalid_request"));
        assertThat(what, reply.header("Cache-Control"), containsString("no-store"));
        assertThat(what, agent.subject(), is(sub));
    }

    @Test
    void stayByALogoutTokenThatIsNotValid() {
        signedIn();

        refuses(
                "a stranger's",
                send(PROVIDER.logoutTokenOfAStranger(PROVIDER.logout().add("sid", sid))));
        refuses(
                "a nonce",
                send(PROVIDER.logoutToken(PROVIDER.logout().add("sid", sid).add("nonce", "n"))));
        refuses(
                "no event",
                send(PROVIDER.logoutToken(PROVIDER.logout().add("sid", sid).remove("events"))));
        refuses(
                "old",
                send(PROVIDER.logoutToken(PROVIDER.logout().add("sid", sid).add("exp", 1))));
        refuses("no token", send("hello"));
        refuses("nothing", send(""));
    }

    /** BC-9 */
    @Test
    void stayByWhatIsNoFormWithOneLogoutToken() {
        signedIn();
        var field = "logout_token=" + PROVIDER.logoutToken(PROVIDER.logout().add("sid", sid));

        for (var type : List.of("application/json", "text/plain", "application/logout+jwt", "multipart/form-data")) {
            refuses(type, send(field, type));
        }
        refuses("twice", send(field + "&" + field, FORM));
        refuses("another name", send(field.replace("logout_token", "token"), FORM));
        refuses("an empty form", send("", FORM));
        refuses("nothing at all", new UserAgent(Sample.root()).post(BACK_CHANNEL));
        refuses("percent", send("logout_token=%", FORM));
        refuses("in the query", new UserAgent(Sample.root()).post(BACK_CHANNEL + "?" + field));
    }

    /** A token is ASCII, whatever a charset says. */
    @Test
    @Tag("unknown-charset")
    void areNoFailureOfTheServersByAFormInAnUnknownCharset() {
        signedIn();
        var field = "logout_token="
                + PROVIDER.logoutTokenOfAStranger(PROVIDER.logout().add("sid", sid));

        refuses("charset", send(field, FORM + "; charset=nope"));
        refuses("charset", send(field, FORM + "; charset=%00"));
    }

    private static Reply send(String body, String type) {
        return new UserAgent(Sample.root()).send("POST", BACK_CHANNEL, body, "Content-Type", type);
    }

    /** FC-2 to FC-6, FC-9 */
    @Test
    void areSignedOutByAFrameThatHasNoCookie() {
        signedIn();

        var reply = new UserAgent(Sample.root())
                .get(
                        "api/openid/front-channel-logout?iss=" + encode(PROVIDER.issuer()) + "&sid=" + sid,
                        "Sec-Fetch-Site",
                        "cross-site",
                        "Sec-Fetch-Mode",
                        "navigate",
                        "Sec-Fetch-Dest",
                        "iframe",
                        "Accept",
                        "text/html");

        assertThat(reply.status(), is(200));
        assertThat(
                reply.header("Content-Type").replace(" ", "").toLowerCase(Locale.ROOT), is("text/html;charset=utf-8"));
        assertThat(reply.header("Cache-Control"), containsString("no-store"));
        // A server may add X-Frame-Options by itself: browsers do not ask it where this is said.
        assertThat(
                reply.header("Content-Security-Policy"),
                is("default-src 'none'; frame-ancestors " + PROVIDER.issuer()));
        assertThat(agent.subject(), is(""));
    }
}
