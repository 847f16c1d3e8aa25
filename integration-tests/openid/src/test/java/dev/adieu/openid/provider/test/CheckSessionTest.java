// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** What clients' pages may notice of the session, as the server has its part in it. */
class CheckSessionTest {
    private static final ServedIdp IDP = ServedIdp.with(Map.of("adieu.openid-provider.check-session", "true"));

    private final String subject = "user" + UUID.randomUUID();
    private final UserAgent desk = IDP.agent();

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @BeforeEach
    void signIn() {
        desk.postForm("sign-in", Map.of("subject", subject));
        assertThat(desk.subject(), is(subject));
    }

    private static Reply ask(UserAgent agent, String client) {
        return agent.postForm(
                "session-state", Map.of("client_id", client, "redirect_uri", "https://" + client + ".example/cb"));
    }

    private static String cookie(UserAgent agent) {
        return agent.cookie(name());
    }

    private static String name() {
        return "adieu-check-session.openid-" + IDP.port();
    }

    // The state

    /** SM-1 */
    @Test
    void theStateIsOpaqueAndHasNoSpace() {
        var state = ask(desk, "shop").body();

        assertThat(state, matchesPattern("[A-Za-z0-9_.-]{40,200}"));
        assertThat(ask(desk, "shop").body(), is(not(state)));
    }

    /** SM-1, SM-4: as the frame's script compares it. */
    @Test
    void theStateIsOfTheClientItsOriginAndTheBrowser() {
        var parts = ask(desk, "shop").body().split("\\.");

        assertThat(parts[0], is(digest(cookie(desk), "shop", "https://shop.example", parts[2])));
        assertThat(parts[1], is(digest("issued", "shop", "https://shop.example", parts[2])));
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, https://shop.example/cb",
        "old, https://old.example/cb",
        "shop, https://blog.example/cb",
        "shop, https://shop.example/cb2"
    })
    void noStateIsMadeForWhoeverIsNoClientThere(String client, String uri) {
        var refused = desk.postForm("session-state", Map.of("client_id", client, "redirect_uri", uri));

        assertThat(refused.status(), is(400));
        assertThat(cookie(desk), is(nullValue()));
    }

    @Test
    void nobodyHasAState() {
        assertThat(ask(IDP.agent(), "shop").status(), is(401));
    }

    // The cookie

    /** Frames of other sites get it, scripts read it, and it is none of the secrets. */
    @Test
    void theCookieIsReadByTheFrameAndNoCredential() {
        assertThat(desk.cookieHeader(), not(containsString("check-session")));

        var set = ask(desk, "shop").setCookies();

        assertThat(set.size(), is(1));
        assertThat(set.get(0), matchesPattern(name() + "=[A-Za-z0-9_-]{43}; Path=/; SameSite=None; Secure"));
        var sid = desk.postForm("authorize", Map.of("client_id", "shop")).json().getString("sid");
        assertThat(cookie(desk), not(containsString(sid)));
        assertThat(IDP.agent().withCookie(name(), cookie(desk)).subject(), is(""));
    }

    @Test
    void theCookieIsTheSameForEveryClientAndAnotherForEachBrowser() {
        ask(desk, "shop");
        var cookie = cookie(desk);
        ask(desk, "blog");
        assertThat(cookie(desk), is(cookie));

        var other = IDP.agent();
        other.postForm("sign-in", Map.of("subject", subject));
        ask(other, "shop");

        assertThat(cookie(other), is(not(cookie)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "sign-out/annotated", "openid/sign-out"})
    void theCookieChangesWithTheSignOut(String path) {
        ask(desk, "shop");
        var page = desk.get("openid/sign-out", UserAgent.NAVIGATION).body();
        var id = page.replaceAll("(?s).*name=\"logoutId\" value=\"([^\"]+)\".*", "$1");

        desk.postForm(path, Map.of("logoutId", id));

        assertThat(desk.subject(), is(""));
        assertThat(cookie(desk), is("none"));
    }

    @Test
    void theCookieChangesWhenAnotherSignsIn() {
        ask(desk, "shop");

        desk.postForm("sign-in", Map.of("subject", "another"));

        assertThat(cookie(desk), is("none"));
    }

    @Test
    void whoeverSignsInAndOnAtOnceHasOneCookie() {
        ask(desk, "shop");
        var before = cookie(desk);

        var set = desk.postForm("sign-in-to", Map.of("subject", "another", "client_id", "shop")).setCookies().stream()
                .filter(each -> each.startsWith(name()))
                .toList();

        assertThat(set.toString(), set.size(), is(1));
        assertThat(cookie(desk), matchesPattern("[A-Za-z0-9_-]{43}"));
        assertThat(cookie(desk), is(not(before)));
    }

    @Test
    void theCookieOfWhoeverStaysSignedInStays() {
        ask(desk, "shop");
        var cookie = cookie(desk);
        var other = IDP.agent();
        other.postForm("sign-in", Map.of("subject", "other" + subject));
        ask(other, "shop");

        desk.post("plan");
        desk.postForm("sign-out/of", Map.of("subject", "other" + subject));

        assertThat(other.subject(), is(""));
        assertThat(desk.subject(), is(subject));
        assertThat(cookie(desk), is(cookie));
    }

    @Test
    void whoeverHasNoClientsGetsNoCookie() {
        assertThat(desk.post("sign-out").setCookies().toString(), not(containsString("check-session")));
        desk.postForm("sign-in", Map.of("subject", subject));
        var again = desk.postForm("sign-in", Map.of("subject", "another"));
        assertThat(again.setCookies().toString(), not(containsString("check-session")));
    }

    // The frame

    /** SM-2 */
    @Test
    void theMetadataSayWhereItIs() {
        var url = desk.get("metadata").json().getString("check_session_iframe");

        assertThat(IDP.path(url), is("openid/check-session"));
        assertThat(desk.get("openid/check-session").status(), is(200));
    }

    /** SM-4: those of enabled clients, whoever says to be asking. */
    @Test
    void pagesOfClientsFrameItAndNoOthers() {
        var policy = desk.get("openid/check-session", "Referer", "https://evil.example/")
                .header("Content-Security-Policy");

        assertThat(List.of(policy.split("; ")).get(5), is("frame-ancestors https://blog.example https://shop.example"));
    }

    @Test
    void itsScriptAloneRunsThere() {
        var page = desk.get("openid/check-session");
        var script = page.body().replaceAll("(?s).*<script>(.*)</script>.*", "$1");

        assertThat(
                page.header("Content-Security-Policy"),
                allOf(
                        containsString("default-src 'none'; script-src 'sha256-" + sha256(script) + "'; "),
                        not(containsString("unsafe"))));
        assertThat(page.header("Cache-Control"), is("no-store"));
        assertThat(page.body(), containsString("data-cookie=\"" + name() + "\""));
        assertThat(page.setCookies(), is(empty()));
    }

    /** The browser has not heard of it: it is asked, and answers for this session alone. */
    @Test
    void itIsToldOfAnEndElsewhere() {
        assertThat(desk.get("openid/check-session/ended").status(), is(204));
        ask(desk, "shop");
        assertThat(desk.get("openid/check-session/ended").status(), is(204));

        IDP.agent().postForm("sign-out/of", Map.of("subject", subject));

        var told = desk.get("openid/check-session/ended");
        assertThat(told.status(), is(410));
        assertThat(told.header("Cache-Control"), is("no-store"));
        // A slow answer must not overwrite what has been set since.
        assertThat(told.setCookies(), is(empty()));
    }

    @ParameterizedTest
    @CsvSource({"none, 204", "x, 204", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, 410"})
    void aCookieOfNobodyIsOfNobody(String value, int status) {
        var reply = IDP.agent().withCookie(name(), value).get("openid/check-session/ended");

        assertThat(reply.status(), is(status));
    }

    private static String digest(String... parts) {
        return sha256(String.join(" ", parts))
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
