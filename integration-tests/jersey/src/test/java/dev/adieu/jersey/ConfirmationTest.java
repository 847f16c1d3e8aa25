// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SignOut;
import dev.adieu.SignOutResource;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ConfirmationTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"adieu-confirmation\" value=\"([^\"]+)\"");

    private final Served served = Served.with(Account.class, Asking.class)
            .setting("adieu.languages", "it")
            .start();
    private final UserAgent alice = served.agent().signedIn("alice");

    @AfterEach
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"asking/on-get", "asking/always"})
    void aLinkShowsAPageAndEndsNothing(String path) {
        var page = alice.get(path, UserAgent.NAVIGATION);

        assertThat(page.status(), is(200));
        assertThat(page.header("Content-Type"), startsWith("text/html"));
        assertThat(page.header("Cache-Control"), is("no-store"));
        assertThat(
                page.header("Content-Security-Policy"),
                allOf(
                        containsString("default-src 'none'"),
                        containsString("form-action 'self';"),
                        containsString("frame-ancestors 'none'"),
                        containsString("base-uri 'none'"),
                        not(containsString("unsafe"))));
        assertThat(page.body(), containsString("<form method=\"post\">"));
        assertThat(page.body(), containsString("Stay signed in"));
        assertThat(alice.subject(), is("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asking/on-get", "asking/always"})
    void itsFormSignsOut(String path) {
        var page = alice.get(path, UserAgent.NAVIGATION);

        var reply = submit(alice, path, token(page));

        assertThat(reply.status(), is(303));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void whereItIsAlwaysAskedAPostShowsThePageToo() {
        var page = alice.post("asking/always", UserAgent.NAVIGATION);
        assertThat(page.status(), is(428));
        assertThat(alice.subject(), is("alice"));

        assertThat(submit(alice, "asking/always", token(page)).status(), is(303));
        assertThat(alice.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.x", "99999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%zz", "-1.a"})
    void aTokenThatWasMadeUpConfirmsNothing(String token) {
        assertThat(submit(alice, "asking/always", token).status(), is(428));
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void aTokenConfirmsItsOwnSessionAndPathAlone() {
        var bob = served.agent().signedIn("bob");
        var bobs = token(bob.get("asking/always", UserAgent.NAVIGATION));
        var ofAnotherPath = token(alice.post("asking/always-too", UserAgent.NAVIGATION));

        assertThat(submit(alice, "asking/always", bobs).status(), is(428));
        assertThat(submit(alice, "asking/always", ofAnotherPath).status(), is(428));

        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void anAlteredTokenConfirmsNothing() {
        var token = token(alice.get("asking/always", UserAgent.NAVIGATION));
        var dot = token.indexOf('.');
        var later = (Long.parseLong(token.substring(0, dot)) + 1) + token.substring(dot);

        assertThat(submit(alice, "asking/always", later).status(), is(428));
        assertThat(
                submit(alice, "asking/always", token.substring(0, token.length() - 1))
                        .status(),
                is(428));
        assertThat(alice.subject(), is("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asking/on-get", "asking/always"})
    void aStaleFormWithoutASessionIsAFinishedSignOut(String path) {
        var token = token(alice.get(path, UserAgent.NAVIGATION));
        alice.post("sign-out");

        assertThat(submit(alice, path, token).status(), is(303));
    }

    @Test
    void aStaleFormWithAnotherSessionEndsThatOneOrAsksAgain() {
        var onGet = token(alice.get("asking/on-get", UserAgent.NAVIGATION));
        var always = token(alice.get("asking/always", UserAgent.NAVIGATION));
        alice.signedIn("bob");

        var asked = submit(alice, "asking/always", always);
        assertThat(asked.status(), is(428));
        assertThat(alice.subject(), is("bob"));

        assertThat(submit(alice, "asking/on-get", onGet).status(), is(303));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void nobodyIsLedOnWithoutBeingAsked() {
        assertThat(served.agent().get("asking/on-get", UserAgent.NAVIGATION).status(), is(303));

        var dead = alice.copy();
        alice.post("sign-out");
        var reply = dead.get("asking/on-get", UserAgent.NAVIGATION);
        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), endsWith("/"));
        assertThat(reply.expiresCookie(), is(true));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, cross-site, navigate, document, ''",
        "GET, cross-site, navigate, iframe, ''",
        "GET, cross-site, no-cors, image, ''",
        "GET, cross-site, cors, empty, ''",
        "GET, same-origin, no-cors, image, ''",
        "GET, same-origin, navigate, document, prefetch",
        "GET, none, navigate, document, prefetch;prerender",
        "HEAD, same-origin, navigate, document, ''",
        "OPTIONS, cross-site, cors, empty, ''"
    })
    void hotlinksEndNothing(String method, String site, String mode, String destination, String purpose) {
        for (var path : new String[] {"asking/on-get", "asking/always", "logout"}) {
            var headers = new String[] {"Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode, "Sec-Fetch-Dest", destination};
            var reply = alice.send(
                    method, path, null, purpose.isEmpty() ? headers : UserAgent.with(headers, "Sec-Purpose", purpose));

            assertThat(reply.status(), is(org.hamcrest.Matchers.lessThan(500)));
            assertThat(path, alice.subject(), is("alice"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 8 * 1024, 60 * 1024, 200 * 1024, 3 * 1024 * 1024})
    void theMethodReadsTheWholeBody(int size) {
        var token = token(alice.post("asking/reading", UserAgent.NAVIGATION));
        var body = "adieu-confirmation=" + UserAgent.encode(token) + "&text=" + "x".repeat(size);

        var reply = alice.send("POST", "asking/reading", body, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(reply.body(), is(String.valueOf(body.length())));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void aTokenBeyondTheStartOfALargeBodyIsNotFound() {
        var token = token(alice.post("asking/reading", UserAgent.NAVIGATION));
        var body = "text=" + "x".repeat(100 * 1024) + "&adieu-confirmation=" + UserAgent.encode(token);

        assertThat(
                alice.send("POST", "asking/reading", body, "Content-Type", "application/x-www-form-urlencoded")
                        .status(),
                is(428));
        assertThat(alice.subject(), is("alice"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT,en;q=0.5 | lang=\"de\" dir=\"ltr\" | Angemeldet bleiben",
                "fr | lang=\"fr\" dir=\"ltr\" | Rester connecté",
                "es-MX | lang=\"es\" dir=\"ltr\" | Seguir conectado",
                "ja | lang=\"ja\" dir=\"ltr\" | サインインしたままにする",
                "ar-EG,fr;q=0.1 | lang=\"ar\" dir=\"rtl\" | البقاء",
                "en-GB | lang=\"en\" dir=\"ltr\" | Stay signed in",
                "it | lang=\"it\" dir=\"ltr\" | Resta connesso",
                "pt,ru | lang=\"en\" dir=\"ltr\" | Stay signed in",
                "*;q=abc,,; | lang=\"en\" dir=\"ltr\" | Stay signed in"
            })
    void speaksTheUsersLanguage(String accepted, String html, String text) {
        var page = alice.get("asking/on-get", UserAgent.with(UserAgent.NAVIGATION, "Accept-Language", accepted));

        assertThat(page.body(), allOf(containsString(html), containsString(text)));
        assertThat(page.headers().allValues("Vary").toString(), containsString("Accept-Language"));
    }

    @Test
    void anAddedLanguageThatLacksATextHasItInEnglish() {
        var failed = served.agent()
                .post(
                        "sign-out",
                        UserAgent.with(
                                new String[] {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"},
                                "Accept-Language",
                                "it"));

        assertThat(failed.body(), allOf(containsString("lang=\"it\""), containsString("That did not work")));
    }

    @Test
    void theFormMayBeLedToWhereTheSignOutLeads() {
        var page = alice.get("asking/leading-away", UserAgent.NAVIGATION);

        assertThat(
                page.header("Content-Security-Policy"),
                containsString("form-action 'self' https://other.example:8443;"));
    }

    @Test
    void theFormMayBeLedToWhereItsPostLeads() {
        var page = alice.get("asking/answered-elsewhere", UserAgent.NAVIGATION);

        assertThat(
                page.header("Content-Security-Policy"),
                containsString("form-action 'self' https://elsewhere.example;"));
    }

    @Test
    void anAmbiguousCookieDoesNotGetAroundTheQuestion() {
        var header = "Cookie";
        var cookies = alice.cookieHeader() + "; " + alice.cookieName() + "=junk";
        var form = "adieu-confirmation=anything";
        var headers = UserAgent.with(
                UserAgent.NAVIGATION, header, cookies, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(served.agent().send("POST", "asking/always", form, headers).status(), is(428));
        assertThat(served.agent().get("asking/always", headers).status(), is(200));
        assertThat(alice.subject(), is("alice"));

        var token = token(served.agent().get("asking/always", headers));
        var confirmed = "adieu-confirmation=" + UserAgent.encode(token);
        assertThat(
                served.agent().send("POST", "asking/always", confirmed, headers).status(), is(303));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void aProgramWithoutASessionIsSignedOutAlready() {
        assertThat(served.agent().post("asking/always").json().getBoolean("ok"), is(true));
        assertThat(alice.post("asking/always").status(), is(428));
    }

    @Test
    void theFormsTypeMayBeSpelledAnyWay() {
        var token = token(alice.get("asking/always", UserAgent.NAVIGATION));

        var reply = alice.send(
                "POST",
                "asking/always",
                "adieu-confirmation=" + UserAgent.encode(token),
                UserAgent.with(
                        UserAgent.NAVIGATION, "Content-Type", "Application/X-WWW-Form-URLencoded; Charset=UTF-8"));

        assertThat(reply.status(), is(303));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "--", "de,-", ";q=1", "a-b-c-d-e-f-g-h-i", ",", "*", "de;q=2"})
    void speaksEnglishToWhatIsNoLanguage(String accepted) {
        var page = alice.get("asking/on-get", UserAgent.with(UserAgent.NAVIGATION, "Accept-Language", accepted));

        assertThat(page.status(), is(200));
        assertThat(page.body(), containsString("Sign out?"));
    }

    @Test
    void aPostThatTakesNoFormIsNoAnswer() {
        served.close();

        var refusal = assertThrows(
                IllegalStateException.class,
                () -> Served.with(Account.class, JsonAlone.class).start().close());

        assertThat(refusal.getMessage(), containsString("takes a form"));
    }

    @Test
    void aReadyEndpointIsNotAnnotated() {
        served.close();

        var refusal = assertThrows(
                IllegalStateException.class,
                () -> Served.with(Account.class, Loud.class).start().close());

        assertThat(refusal.getMessage(), allOf(containsString("Loud"), containsString("ready endpoint")));
    }

    @Test
    void whomTheContainerAloneKnowsIsToldSo() {
        served.close();
        try (var other = Served.with(Account.class, Asking.class, UnrecognisedSessionTest.Basic.class)
                .start()) {
            var headers = UserAgent.with(UserAgent.NAVIGATION, "X-Basic", "carol");

            assertThat(other.agent().get("asking/always", headers).status(), is(500));
            assertThat(other.agent().post("asking/always", headers).status(), is(500));
        }
    }

    @Test
    void whatARefusalQuotesIsEscaped() {
        var reply = alice.post(
                "sign-out",
                "Origin",
                "https://<script>alert(1)</script>.example",
                "Sec-Fetch-Site",
                "cross-site",
                "Sec-Fetch-Mode",
                "navigate");

        assertThat(reply.status(), is(403));
        assertThat(reply.body(), not(containsString("<script>")));
    }

    @Test
    void aGetWithoutItsPostIsRefusedAtDeployment() {
        served.close();

        var refusal = assertThrows(
                IllegalStateException.class,
                () -> Served.with(Account.class, GetAlone.class).start().close());

        assertThat(refusal.getMessage(), allOf(containsString("GetAlone.out"), containsString("POST")));
    }

    private static Reply submit(UserAgent agent, String path, String token) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("adieu-confirmation", token));
        return agent.postForm(path, form, UserAgent.NAVIGATION);
    }

    private static String token(Reply page) {
        var token = TOKEN.matcher(page.body());
        assertThat(page.body(), token.find(), is(true));
        return token.group(1);
    }

    /** A page whose form nothing takes. */
    @Path("json")
    @RequestScoped
    @Consumes("application/json")
    public static class JsonAlone {
        @GET
        @SignOut
        public void confirm() {}

        @POST
        @SignOut
        public void out() {}
    }

    /** A ready endpoint with a rule of its own. */
    @Path("loud")
    @SignOut(confirm = SignOut.Confirm.ALWAYS)
    public static class Loud extends SignOutResource {}

    /** A link that would lead to a form that nothing answers. */
    @Path("alone")
    @RequestScoped
    public static class GetAlone {
        @GET
        @Path("out")
        @SignOut
        public void out() {}

        @POST
        @Path("in")
        @SignOut
        public void elsewhere() {}

        @POST
        @Path("out")
        public void unrelated() {}
    }
}
