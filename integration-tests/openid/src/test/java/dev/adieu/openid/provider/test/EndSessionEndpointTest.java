// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.suite.UserAgent.encode;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** A sign-out at the provider, as browsers go through it. */
class EndSessionEndpointTest {
    private static final ServedIdp IDP = new ServedIdp();
    private static final Pattern HIDDEN = Pattern.compile("name=\"logoutId\" value=\"([^\"]+)\"");
    private static final Pattern REFRESH = Pattern.compile("<meta http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"");
    private static final String[] FROM_ELSEWHERE = {
        "Sec-Fetch-Site",
        "cross-site",
        "Sec-Fetch-Mode",
        "navigate",
        "Sec-Fetch-Dest",
        "document",
        "Accept",
        "text/html"
    };

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

    private static String hint(UserAgent agent, String client) {
        return agent.postForm("authorize", Map.of("client_id", client)).json().getString("id_token");
    }

    private static Reply navigate(UserAgent agent, String path) {
        return agent.get(path, FROM_ELSEWHERE);
    }

    /** To the page that an answer leads to. */
    private static Reply follow(UserAgent agent, Reply reply) {
        assertThat(reply.toString(), reply.status(), is(303));
        return refresh(agent, navigate(agent, IDP.path(reply.header("Location"))));
    }

    /** By itself, if the page says so. */
    private static Reply refresh(UserAgent agent, Reply page) {
        var url = REFRESH.matcher(page.body());
        return url.find() ? agent.get(IDP.path(url.group(1).replace("&amp;", "&")), UserAgent.NAVIGATION) : page;
    }

    private static Reply press(UserAgent agent, Reply prompt) {
        var id = HIDDEN.matcher(prompt.body());
        assertThat(prompt.body(), id.find(), is(true));
        return agent.postForm("openid/sign-out", Map.of("logoutId", id.group(1)), UserAgent.NAVIGATION);
    }

    /** RPI-1 to RPI-4, RPI-7, RPI-9, RPI-10 */
    @Test
    void theHintOfThisSessionSignsOutAndLeadsBack() {
        var request = "openid/end-session?id_token_hint=" + hint(desk, "shop") + "&post_logout_redirect_uri="
                + encode(Idp.OUT) + "&state=x%26y";

        var signOut = navigate(desk, request);
        assertThat(desk.subject(), is(subject));
        var page = follow(desk, follow(desk, signOut));

        assertThat(desk.subject(), is(""));
        assertThat(page.status(), is(200));
        assertThat(page.body(), containsString("href=\"" + Idp.OUT + "?state=x%26y\""));
    }

    /** RPI-6 */
    @Test
    void withoutAHintTheUserIsAsked() {
        var prompt = follow(desk, navigate(desk, "openid/end-session?post_logout_redirect_uri=" + encode(Idp.OUT)));

        assertThat(prompt.status(), is(200));
        assertThat(prompt.header("Cache-Control"), containsString("no-store"));
        assertThat(prompt.header("Content-Security-Policy"), containsString("frame-ancestors 'none'"));
        assertThat(desk.subject(), is(subject));
        var page = follow(desk, press(desk, prompt));
        assertThat(desk.subject(), is(""));
        // RPI-8
        assertThat(page.body(), not(containsString(Idp.OUT)));
    }

    /** What the context says is answered for the session that it was about, and for no other one. */
    @Test
    void aPageOfOnesOwnAsksAndIsAnswered() {
        assertThat(IDP.agent().get("context?logoutId=of-nobodys-making").json().getString("logoutId"), is(""));
        var id = desk.get("context").json().getString("logoutId");
        var old = desk.copy();
        desk.postForm("sign-in", Map.of("subject", subject));
        var refused = desk.postForm("openid/sign-out", Map.of("logoutId", id), UserAgent.NAVIGATION);
        assertThat(refused.status(), is(200));
        assertThat(desk.subject(), is(subject));

        var page = follow(
                desk,
                desk.postForm(
                        "openid/sign-out",
                        Map.of("logoutId", desk.get("context").json().getString("logoutId")),
                        UserAgent.NAVIGATION));

        assertThat(page.status(), is(200));
        assertThat(desk.subject() + old.subject(), is(""));
    }

    @Test
    void anotherSessionsHintAsksAndNamesTheClient() {
        var other = IDP.agent();
        other.postForm("sign-in", Map.of("subject", subject));
        var hint = hint(other, "shop");

        var prompt = follow(
                desk,
                navigate(
                        desk,
                        "openid/end-session?id_token_hint=" + hint + "&post_logout_redirect_uri=" + encode(Idp.OUT)));

        assertThat(prompt.body(), containsString("The &lt;Shop&gt;"));
        assertThat(desk.subject(), is(subject));
        var page = follow(desk, press(desk, prompt));
        assertThat(desk.subject(), is(""));
        assertThat(other.subject(), is(subject));
        assertThat(page.body(), containsString(Idp.OUT));
    }

    /** RPI-13, L-13, L-22 */
    @Test
    void whoeverIsSignedOutAlreadyIsLedBack() {
        var hint = hint(desk, "shop");
        desk.post("sign-out");

        var page = follow(
                desk,
                follow(
                        desk,
                        navigate(
                                desk,
                                "openid/end-session?id_token_hint=" + hint + "&post_logout_redirect_uri="
                                        + encode(Idp.OUT))));

        assertThat(page.status(), is(200));
        assertThat(page.body(), containsString("href=\"" + Idp.OUT + "\""));
    }

    /** Its first request, which another site caused, comes without; the page's own then comes with it. */
    @Test
    void aCookieThatIsStrictSignsOutToo() {
        var location = navigate(desk, "openid/end-session?id_token_hint=" + hint(desk, "shop"))
                .header("Location");

        var page = navigate(IDP.agent(), IDP.path(location));

        assertThat(page.status(), is(200));
        assertThat(desk.subject(), is(subject));
        refresh(desk, page);
        assertThat(desk.subject(), is(""));
    }

    /** RPI-1: another site's form comes without the cookie, and ends nothing by itself. */
    @Test
    void aFormOfAnotherSiteIsTaken() {
        var hint = hint(desk, "shop");
        var reply = IDP.agent().postForm("openid/end-session", Map.of("id_token_hint", hint), FROM_ELSEWHERE);

        assertThat(desk.subject(), is(subject));
        follow(desk, reply);
        assertThat(desk.subject(), is(""));
    }

    @Test
    void nobodyIsSignedOutByAnotherSitesFormWithoutAsking() {
        var prompt = follow(desk, IDP.agent().postForm("openid/end-session", Map.of("state", "x"), FROM_ELSEWHERE));
        var id = HIDDEN.matcher(prompt.body());
        assertThat(id.find(), is(true));

        var forged = desk.postForm("openid/sign-out", Map.of("logoutId", id.group(1)), FROM_ELSEWHERE);

        assertThat(forged.status(), is(403));
        assertThat(desk.subject(), is(subject));
    }

    @Test
    void neitherAProbeNorALookAheadSignsOut() {
        var page = navigate(desk, "openid/end-session?id_token_hint=" + hint(desk, "shop"));
        var path = IDP.path(page.header("Location"));

        desk.send("HEAD", path, null, FROM_ELSEWHERE);
        assertThat(desk.subject(), is(subject));
        desk.get(path, UserAgent.with(FROM_ELSEWHERE, "Sec-Purpose", "prefetch"));
        assertThat(desk.subject(), is(subject));
    }

    /** Two tabs, each in the middle of a sign-out. */
    @Test
    void theSecondOfTwoTabsIsLedOnToo() {
        var first = follow(desk, navigate(desk, "openid/end-session"));
        var second = follow(desk, navigate(desk, "openid/end-session"));
        press(desk, first);
        assertThat(desk.subject(), is(""));

        assertThat(follow(desk, press(desk, second)).status(), is(200));
    }

    @Test
    void whoeverSignedInMeanwhileIsAskedThemselves() {
        var prompt = follow(desk, navigate(desk, "openid/end-session"));
        desk.postForm("sign-in", Map.of("subject", "another"));

        var again = press(desk, prompt);

        assertThat(again.status(), is(200));
        assertThat(again.body(), containsString("name=\"logoutId\""));
        assertThat(desk.subject(), is("another"));
        press(desk, again);
        assertThat(desk.subject(), is(""));
    }

    // Frames

    /** FC-2, FC-3, L-16 */
    @Test
    void theClientsAreToldByFrames() {
        var hint = hint(desk, "shop");
        hint(desk, "blog");
        hint(desk, "quiet");
        hint(desk, "old");
        var sid = desk.postForm("authorize", Map.of("client_id", "shop")).json().getString("sid");

        var page = follow(desk, follow(desk, navigate(desk, "openid/end-session?id_token_hint=" + hint)));

        assertThat(
                page.body(),
                allOf(
                        containsString("src=\"https://shop.example/front?a=b&amp;iss=" + encode(ServedIdp.ISSUER)
                                + "&amp;sid=" + sid + "\""),
                        containsString("src=\"https://blog.example/front\""),
                        not(containsString("old.example"))));
        assertThat(page.body().split("<iframe").length, is(3));
        assertThat(
                page.header("Content-Security-Policy"),
                containsString("frame-src https://shop.example https://blog.example; "));
    }

    @Test
    void aSignOutOfTheApplicationItselfTellsThemToo() {
        hint(desk, "shop");

        var page = navigate(desk, IDP.path(desk.post("sign-out").json().getString("url")));

        assertThat(desk.subject(), is(""));
        assertThat(page.body(), containsString("https://shop.example/front"));
        assertThat(page.body(), containsString("id=\"back\""));
    }

    @Test
    void withoutFramesItLeadsWhereItWasToLead() {
        hint(desk, "quiet");

        assertThat(desk.post("sign-out").json().getString("url"), is("/"));
    }

    @Test
    void nobodyIsToldBeforeItHasEnded() {
        hint(desk, "shop");
        var location = IDP.path(navigate(desk, "openid/end-session").header("Location"));
        var prompt = navigate(desk, location);
        var id = HIDDEN.matcher(prompt.body());
        assertThat(id.find(), is(true));

        var early = navigate(desk, "openid/signed-out?logoutId=" + id.group(1));

        assertThat(early.status(), is(303));
        assertThat(navigate(desk, "openid/frames?logoutId=" + id.group(1)).body(), not(containsString("<iframe")));
        assertThat(desk.subject(), is(subject));
    }

    // Pages of the application's own

    /** S-19, S-20 */
    @Test
    void aPageOfItsOwnKnowsAllThereIs() {
        var hint = hint(desk, "shop");
        hint(desk, "blog");
        var location = navigate(
                        desk,
                        "openid/end-session?id_token_hint=" + hint + "&post_logout_redirect_uri=" + encode(Idp.OUT)
                                + "&state=x")
                .header("Location");
        var id = location.replaceAll(".*logoutId=", "");

        var context = desk.get("context?logoutId=" + id).json();

        assertThat(context.getBoolean("prompt"), is(false));
        assertThat(context.getString("client"), is("The <Shop>"));
        assertThat(context.getString("clients"), is("[shop, blog]"));
        assertThat(context.getString("return"), is(Idp.OUT + "?state=x"));
        assertThat(context.getString("subject"), is(subject));
        assertThat(desk.get("context").json().getBoolean("prompt"), is(true));
        var done = follow(desk, desk.get("openid/sign-out?logoutId=" + id, FROM_ELSEWHERE));
        assertThat(done.status(), is(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoutId=x", "logoutId=", "", "logoutId=a.b.c.d.e", "logoutId=%00"})
    void anIdThatIsNoneAsks(String query) {
        var prompt = navigate(desk, "openid/sign-out?" + query);

        assertThat(prompt.status(), is(200));
        assertThat(prompt.body(), containsString("<form method=\"post\""));
        assertThat(desk.subject(), is(subject));
        assertThat(navigate(desk, "openid/signed-out?" + query).status(), is(303));
        var frames = navigate(desk, "openid/frames?" + query);
        assertThat(frames.status(), is(200));
        assertThat(frames.body(), not(containsString("postMessage")));
    }

    /** By an id of somebody else's sign-out, or of one's own former session. */
    @Test
    void whoeverIsSignedInIsNotToldThatTheyAreNot() {
        var other = IDP.agent();
        other.postForm("sign-in", Map.of("subject", "mallory"));
        hint(other, "blog");
        var done = IDP.path(other.post("sign-out").json().getString("url"));
        assertThat(navigate(IDP.agent(), done).body(), containsString("https://blog.example/front"));

        var reply = navigate(desk, done);

        assertThat(reply.status(), is(303));
        assertThat(navigate(desk, done.replace("signed-out", "frames")).body(), not(containsString("<iframe")));
        var prompt = follow(desk, reply);
        assertThat(prompt.body(), containsString("<form method=\"post\""));
        assertThat(desk.subject(), is(subject));
    }

    /** A Lax cookie does not come with another site's form. */
    @Test
    void anotherSitesFormWithoutTheCookieIsRefused() {
        var prompt = follow(desk, navigate(desk, "openid/end-session"));
        var id = HIDDEN.matcher(prompt.body());
        assertThat(id.find(), is(true));

        var forged = IDP.agent().postForm("openid/sign-out", Map.of("logoutId", id.group(1)), FROM_ELSEWHERE);

        assertThat(forged.status(), is(403));
        assertThat(desk.subject(), is(subject));
    }

    /** The cookie was lost after the question. */
    @Test
    void anotherBrowsersPromptLeadsOnAndTellsNobody() {
        hint(desk, "shop");
        var prompt = follow(desk, navigate(desk, "openid/end-session"));

        var page = follow(IDP.agent(), press(IDP.agent(), prompt));

        assertThat(page.status(), is(200));
        assertThat(page.body(), not(containsString("<iframe")));
        assertThat(desk.subject(), is(subject));
    }

    // What is no request

    @ParameterizedTest
    @ValueSource(
            strings = {"id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales"})
    void aParameterTwiceOrTooLongIsAnError(String name) {
        for (var query : new String[] {name + "=a&" + name + "=b", name + "=" + "a".repeat(17_000)}) {
            var form =
                    desk.send("POST", "openid/end-session", query, "Content-Type", "application/x-www-form-urlencoded");
            assertThat(form.status(), is(400));
            assertThat(form.json().getString("error"), is("invalid_request"));
            assertThat(form.json().getString("error_description"), startsWith(name));
        }
        var page = navigate(desk, "openid/end-session?" + name + "=a&" + name + "=b");
        assertThat(page.status(), is(400));
        assertThat(page.body(), containsString("invalid_request"));
        assertThat(desk.subject(), is(subject));
    }

    /** RPI-14, FC-8 */
    @Test
    void saysWhereItIs() {
        var metadata = desk.get("metadata").json();

        assertThat(IDP.path(metadata.getString("end_session_endpoint")), is("openid/end-session"));
        assertThat(metadata.getBoolean("frontchannel_logout_supported"), is(true));
        assertThat(metadata.getBoolean("frontchannel_logout_session_supported"), is(true));
        assertThat(metadata.getBoolean("backchannel_logout_supported"), is(true));
        assertThat(metadata.getBoolean("backchannel_logout_session_supported"), is(true));
    }

    @Test
    void whereNothingHasBeenGrantedNothingIsRevoked() {
        assertThat(desk.get("metadata").json().containsKey("revocation_endpoint"), is(false));
        assertThat(
                desk.postForm("openid/revoke", Map.of("client_id", "shop", "token", "x"))
                        .status(),
                is(404));
    }

    /** SM-1 to SM-3: an option. */
    @Test
    void noSessionIsCheckedUnlessTheSettingSaysSo() {
        assertThat(desk.get("metadata").json().containsKey("check_session_iframe"), is(false));
        assertThat(desk.get("openid/check-session").status(), is(404));
        var none =
                desk.postForm("session-state", Map.of("client_id", "shop", "redirect_uri", "https://shop.example/cb"));
        assertThat(none.body(), is(""));
        assertThat(none.setCookies(), is(empty()));
    }

    /** RPI-11 */
    @Test
    void thePagesAreInTheLanguageThatTheClientNames() {
        assertThat(
                follow(desk, navigate(desk, "openid/end-session?ui_locales=xx+de"))
                        .body(),
                containsString("Möchten Sie sich abmelden?"));
    }
}
