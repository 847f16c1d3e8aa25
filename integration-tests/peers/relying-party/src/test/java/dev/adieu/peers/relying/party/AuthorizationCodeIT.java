// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.peers.relying.party.Party.OP;
import static dev.adieu.peers.relying.party.Party.PUBLIC;
import static dev.adieu.peers.relying.party.Party.PUBLIC_CALLBACK;
import static dev.adieu.peers.relying.party.Party.SECRET;
import static dev.adieu.peers.relying.party.Party.STORE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** The sample's code flow, asked by clients that are not as they should be, too. */
class AuthorizationCodeIT {
    private static final String TOKEN = "api/provider/token";
    private static final CodeVerifier VERIFIER = new CodeVerifier();
    private static final String CHALLENGE =
            CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue();

    private final UserAgent agent = new UserAgent(OP.root());
    private final UserAgent client = new UserAgent(OP.root());

    private static Map<String, String> request() {
        return new HashMap<>(Map.of(
                "response_type", "code",
                "scope", "openid",
                "client_id", PUBLIC,
                "redirect_uri", PUBLIC_CALLBACK,
                "state", "a state",
                "nonce", "n1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        parameters.put(name, value);
        return parameters;
    }

    private static Map<String, String> without(Map<String, String> parameters, String name) {
        parameters.remove(name);
        return parameters;
    }

    private Reply authorize(Map<String, String> parameters) {
        return agent.get("api/provider/authorize?" + query(parameters), UserAgent.NAVIGATION);
    }

    private static String query(Map<String, String> parameters) {
        return URLUtils.serializeParameters(parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
    }

    private static String parameter(Reply reply, String name) {
        var values =
                URLUtils.parseParameters(URI.create(reply.header("Location")).getRawQuery());
        return values.getOrDefault(name, List.of("")).get(0);
    }

    private String code() {
        agent.signedIn("user31");
        return parameter(authorize(request()), "code");
    }

    private static Map<String, String> grant(String code) {
        return new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", PUBLIC,
                "redirect_uri", PUBLIC_CALLBACK,
                "code", code,
                "code_verifier", VERIFIER.getValue()));
    }

    private static void assertRefused(Reply reply, int status, String error) {
        assertThat(reply.toString(), reply.status(), is(status));
        assertThat(reply.json().getString("error"), is(error));
        assertThat(reply.header("Cache-Control"), is("no-store"));
    }

    @Test
    void anIdTokenIsOfTheSessionThatIsSignedIn() throws Exception {
        var code = code();

        var reply = client.postForm(TOKEN, grant(code));

        var metadata = OIDCProviderMetadata.resolve(new Issuer(Party.issuer()));
        var token = SignedJWT.parse(reply.json().getString("id_token"));
        var claims = new IDTokenValidator(
                        metadata.getIssuer(),
                        new ClientID(PUBLIC),
                        JWSAlgorithm.RS256,
                        metadata.getJWKSetURI().toURL())
                .validate(token, new Nonce("n1"));
        assertThat(claims.getSubject().getValue(), is("user31"));
        assertThat(claims.getStringClaim("sid"), is(agent.session()));
        assertThat(claims.getAuthenticationTime().getTime(), greaterThan(0L));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        assertThat(metadata.getEndSessionEndpointURI(), is(URI.create(Party.issuer() + "/provider/end-session")));
    }

    @Test
    void whoeverIsNotSignedInIsLedToTheSignInAndBack() {
        var led = authorize(request()).header("Location");
        assertThat(led, startsWith(OP.root() + "?next="));
        var next = URLUtils.parseParameters(URI.create(led).getRawQuery())
                .get("next")
                .get(0);

        var page = agent.postForm(
                "api/sign-in", Map.of("username", "user32", "password", "load", "next", next), UserAgent.NAVIGATION);
        assertThat(page.header("Location"), is(OP.root().resolve(next).toString()));

        var back = agent.get(next, UserAgent.NAVIGATION);
        assertThat(back.header("Location"), startsWith(PUBLIC_CALLBACK + "?"));
        assertThat(parameter(back, "state"), is("a state"));
    }

    @Test
    void aScriptIsToldWhereToGoOnAndNowhereElse() {
        var form = new HashMap<>(Map.of("username", "user32", "password", "load", "next", "/api/me?a=b"));
        assertThat(agent.postForm("api/sign-in", form).json().getString("next"), is("/api/me?a=b"));

        form.put("next", "//app.example/");
        assertThat(
                OP.root()
                        .resolve(agent.postForm("api/sign-in", form).json().getString("next"))
                        .getHost(),
                is(OP.root().getHost()));
    }

    @Test
    void aFormIsLedOn() {
        var reply = agent.postForm("api/provider/authorize", request(), "Sec-Fetch-Site", "cross-site");

        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), startsWith(Party.issuer() + "/provider/authorize?"));
        assertThat(parameter(reply, "state"), is("a state"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback/",
                "https://app.example/callback?a=b",
                "https://app.example.evil.example/callback",
                "HTTPS://app.example/callback",
                "javascript:alert(1)",
                ""
            })
    void nobodyIsLedToWhatTheClientHasNotRegistered(String redirect) {
        agent.signedIn("user33");

        var reply = authorize(with(request(), "redirect_uri", redirect));

        assertThat(reply.status(), is(400));
        assertThat(reply.header("Location"), is(""));
    }

    @Test
    void nobodyIsLedByAStranger() {
        agent.signedIn("user33");

        assertThat(authorize(with(request(), "client_id", "stranger")).status(), is(400));
        assertThat(authorize(without(request(), "client_id")).status(), is(400));
        assertThat(authorize(without(request(), "redirect_uri")).status(), is(400));
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge_method, plain, invalid_request",
        "code_challenge, , invalid_request",
        "response_type, code id_token, unsupported_response_type",
        "response_type, , invalid_request",
        "response_mode, fragment, invalid_request",
        "scope, profile, invalid_request",
        "prompt, login, invalid_request",
        "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
        "request_uri, https://app.example/r, request_uri_not_supported",
        "id_token_hint, e30.e30., invalid_request",
        "max_age, 0, login_required",
    })
    void theClientIsToldWhatIsNotDone(String parameter, String value, String error) {
        agent.signedIn("user34");

        var reply = authorize(value == null ? without(request(), parameter) : with(request(), parameter, value));

        assertThat(reply.toString(), reply.status(), is(303));
        assertThat(reply.header("Location"), startsWith(PUBLIC_CALLBACK + "?"));
        assertThat(parameter(reply, "error"), is(error));
        assertThat(parameter(reply, "state"), is("a state"));
        assertThat(parameter(reply, "code"), is(""));
    }

    @Test
    void nobodyIsAskedWhereThatWasNotWanted() {
        var silent = with(request(), "prompt", "none");
        assertThat(parameter(authorize(silent), "error"), is("login_required"));
        assertThat(parameter(authorize(silent), "state"), is("a state"));

        agent.signedIn("user35");
        assertThat(parameter(authorize(silent), "error"), is(""));
    }

    @Test
    void aCodeIsGoodForOnce() {
        var code = code();

        assertThat(client.postForm(TOKEN, grant(code)).status(), is(200));
        assertRefused(client.postForm(TOKEN, grant(code)), 400, "invalid_grant");
    }

    @Test
    void ofManyWhoComeWithACodeOneGetsAToken() {
        var code = code();

        var replies = Stream.generate(() ->
                        CompletableFuture.supplyAsync(() -> new UserAgent(OP.root()).postForm(TOKEN, grant(code))))
                .limit(10)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(replies.stream().filter(each -> each.status() == 200).count(), is(1L));
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk, invalid_grant",
        "code_verifier, , invalid_grant",
        "redirect_uri, https://app.example/other, invalid_grant",
        "redirect_uri, , invalid_grant",
        "code, c, invalid_grant",
        "code, , invalid_request",
        "grant_type, password, invalid_request",
        "grant_type, urn:example, unsupported_grant_type",
    })
    void noTokenIsGivenForLess(String parameter, String value, String error) {
        var grant = grant(code());

        var reply = client.postForm(TOKEN, value == null ? without(grant, parameter) : with(grant, parameter, value));

        assertRefused(reply, 400, error);
    }

    @Test
    void aProofThatIsNoneIsTheClientsFault() {
        var grant = without(grant(code()), "client_id");
        grant.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        grant.put("client_assertion", "e30.e30.");

        assertThat(client.postForm(TOKEN, grant).status() / 100, is(4));
    }

    @Test
    void aCodeIsNobodyElsesAndStaysItsClients() {
        var grant = grant(code());

        var stolen = client.postForm(TOKEN, without(new HashMap<>(grant), "client_id"), basic(STORE.id(), SECRET));
        assertRefused(stolen, 400, "invalid_grant");

        assertThat(client.postForm(TOKEN, grant).status(), is(200));
    }

    @Test
    void aClientWithASecretProvesThatItIs() {
        agent.signedIn("user36");
        var request = request();
        request.putAll(Map.of("client_id", STORE.id(), "redirect_uri", STORE.at("callback")));
        var grant = without(grant(parameter(authorize(request), "code")), "client_id");
        grant.put("redirect_uri", STORE.at("callback"));

        assertRefused(client.postForm(TOKEN, grant, basic(STORE.id(), "wrong")), 401, "invalid_client");
        assertRefused(
                client.postForm(TOKEN, with(new HashMap<>(grant), "client_id", STORE.id())), 401, "invalid_client");
        assertRefused(client.postForm(TOKEN, grant, basic("stranger", SECRET)), 401, "invalid_client");
        assertThat(client.postForm(TOKEN, grant, basic(STORE.id(), SECRET)).status(), is(200));
    }

    @Test
    void whoeverHasSignedOutSinceIsNotSignedIn() {
        var code = code();
        agent.post("api/sign-out");

        assertRefused(client.postForm(TOKEN, grant(code)), 400, "invalid_grant");
    }

    private static String[] basic(String id, String secret) {
        return new String[] {
            "Authorization", "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8))
        };
    }
}
