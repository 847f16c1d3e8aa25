// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Where the application is, as browsers see it: cookies, development, proxies, several applications. */
class OriginTest {

    @Test
    void behindTlsTheCookieIsBoundToTheHost() {
        try (var served = Served.with(Account.class)
                .setting("adieu.origin", "https://app.example")
                .start()) {
            var reply = signIn(served.agent());

            assertThat(
                    reply.setCookies().get(0),
                    allOf(startsWith("__Host-adieu="), containsString("; Secure"), containsString("; Path=/;")));
        }
    }

    @Test
    void ofSeveralOriginsTheFirstSecureOneCounts() {
        for (var list :
                java.util.List.of("https://app.example,http://localhost:1", "http://localhost:1,https://app.example")) {
            try (var served =
                    Served.with(Account.class).setting("adieu.origin", list).start()) {
                assertThat(signIn(served.agent()).setCookies().get(0), startsWith("__Host-adieu="));
            }
        }
    }

    @Test
    void behindTlsARedirectKeepsThePublicOrigin() {
        try (var served = Served.with(Account.class)
                .setting("adieu.origin", "https://app.example")
                .start()) {
            var reply = served.agent().signedIn("alice").post("sign-out", UserAgent.NAVIGATION);

            assertThat(reply.status(), is(303));
            assertThat(reply.header("Location"), is("https://app.example/"));
        }
    }

    @Test
    void behindTlsTheDeletionSatisfiesThePrefixToo() {
        try (var served = Served.with(Account.class)
                .setting("adieu.origin", "https://app.example")
                .start()) {
            var agent = served.agent().signedIn("alice");

            var cookie = agent.post("sign-out", "Origin", "https://app.example")
                    .setCookies()
                    .get(0);

            assertThat(
                    cookie,
                    allOf(startsWith("__Host-adieu=;"), containsString("; Secure"), containsString("; Path=/;")));
            assertThat(cookie, allOf(containsString("Max-Age=0"), not(containsString("Domain"))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, 200",
        "https://app.example:443, 200",
        "HTTPS://APP.EXAMPLE, 200",
        "https://app.example:8443, 403",
        "http://app.example, 403",
        "https://app.example.evil.example, 403",
        "https://evil.example, 403",
        "null, 403"
    })
    void theSettingSaysWhichOriginIsOwn(String origin, int status) {
        try (var served = Served.with(Account.class)
                .setting("adieu.origin", "https://app.example")
                .start()) {
            assertThat(served.agent().post("sign-out", "Origin", origin).status(), is(status));
        }
    }

    @Test
    void anAllowedOriginMaySignOutWhateverElseTheBrowserSays() {
        try (var served = Served.with(Account.class)
                .setting("adieu.allowed-origins", "http://localhost:5173, https://app.example")
                .start()) {
            var agent = served.agent().signedIn("alice");

            var reply = agent.post("sign-out", "Origin", "http://localhost:5173", "Sec-Fetch-Site", "same-site");

            assertThat(reply.status(), is(200));
            assertThat(agent.subject(), is(""));
            assertThat(agent.post("sign-out", "Origin", "http://localhost:5174").status(), is(403));
            assertThat(
                    agent.post("sign-out", "Referer", "https://app.example/x").status(), is(200));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, https",
        "X-Forwarded-For, 203.0.113.7",
        "Forwarded, proto=https",
        "Via, 1.1 proxy",
        "Origin, https://app.example"
    })
    void nobodySignsInOverPlainHttpBehindAProxy(String header, String value) {
        try (var served = Served.with(Account.class).start()) {
            var headers = UserAgent.with(new String[] {header, value}, "Sec-Fetch-Site", "same-origin");

            var reply = served.agent().postForm("api/sign-in", Map.of("username", "alice"), headers);

            assertThat(reply.status(), is(500));
            assertThat(reply.setCookies(), hasSize(0));
        }
    }

    @Test
    void aForwardedHeaderDoesNotHideTheSessionFromASignOut() {
        try (var served = Served.with(Account.class).start()) {
            var agent = served.agent().signedIn("alice");
            var before = agent.copy();

            assertThat(agent.post("sign-out", "X-Forwarded-Proto", "https").status(), is(200));

            assertThat(before.subject(), is(""));
        }
    }

    @Test
    void applicationsOnOneHostHaveCookiesOfTheirOwn() {
        try (var served = Served.with(Account.class).at("/shop").start()) {
            var shop = new UserAgent(slash(served.root()));
            var news = new UserAgent(slash(served.another("/news", Account.class)));
            shop.signedIn("alice");
            news.signedIn("bob");
            assertThat(shop.cookieName(), startsWith("adieu-shop-"));
            assertThat(news.cookieName(), startsWith("adieu-news-"));

            // One browser, both cookies: they are shared between the ports of a host.
            shop.withCookie(news.cookieName(), news.token());
            assertThat(shop.subject(), is("alice"));
            shop.post("sign-out");

            assertThat(shop.subject(), is(""));
            assertThat(news.subject(), is("bob"));
        }
    }

    @Test
    void theApplicationsRootIsWhereItIs() {
        try (var served = Served.with(Account.class).at("/shop").start()) {
            var agent = new UserAgent(slash(served.root())).signedIn("alice");

            assertThat(agent.post("sign-out").json().getString("url"), is("/shop/"));
        }
    }

    @Test
    void theContextPathCanBeSet() {
        try (var served = Served.with(Account.class)
                .setting("adieu.context-path", "/public/path")
                .setting("adieu.login-path", "/login")
                .start()) {
            var agent = served.agent().signedIn("alice");

            assertThat(agent.cookieName(), startsWith("adieu-public.path-"));
            assertThat(agent.post("sign-out").json().getString("url"), is("/public/path/login"));
        }
    }

    @Test
    void theBaseOfTheCookiesNameCanBeSet() {
        try (var served =
                Served.with(Account.class).setting("adieu.cookie.name", "sid").start()) {
            assertThat(served.agent().signedIn("alice").cookieName(), startsWith("sid-"));
        }
    }

    @Test
    void aListedCallbackUrlIsTakenAndALikeOneIsNot() {
        try (var served = Served.with(Account.class, Redirects.class)
                .setting("adieu.callback-urls", "https://other.example/bye")
                .start()) {
            assertThat(leadsTo(served, "https://other.example/bye"), is("https://other.example/bye"));
            assertThat(leadsTo(served, "https://other.example/bye/"), is("/"));
            assertThat(leadsTo(served, "https://other.example/bye?x"), is("/"));
            assertThat(leadsTo(served, "HTTPS://other.example/bye"), is("/"));
        }
    }

    @Test
    void aTrustedCallbackUrlMayLeadAnywhere() {
        try (var served = Served.with(Account.class, Redirects.class).start()) {
            var fetch = served.agent().post("redirects/trusted");
            assertThat(fetch.status(), is(200));
            assertThat(fetch.json().getString("url"), is("https://other.example/bye"));
            var navigation = served.agent().post("redirects/trusted", UserAgent.NAVIGATION);
            assertThat(navigation.status(), is(303));
            assertThat(navigation.header("Location"), is("https://other.example/bye"));
        }
    }

    @Test
    void withoutARedirectThereIsNoUrl() {
        try (var served = Served.with(Account.class, Redirects.class).start()) {
            var agent = served.agent().signedIn("alice");
            assertThat(agent.post("redirects/none").body(), is("{\"ok\":true,\"error\":null,\"url\":null}"));
            var page = agent.signedIn("alice").post("redirects/none", UserAgent.NAVIGATION);
            assertThat(page.status(), is(200));
            assertThat(page.header("Content-Type"), containsString("text/html"));
            assertThat(page.body(), containsString("signed out"));
            assertThat(page.header("Content-Security-Policy"), containsString("frame-ancestors 'none'"));
            assertThat(agent.subject(), is(""));
        }
    }

    @Test
    void alwaysConfirmedMeansRefusedUntilConfirmed() {
        try (var served = Served.with(Account.class, Redirects.class).start()) {
            var agent = served.agent().signedIn("alice");

            var reply = agent.post("redirects/confirmed");

            assertThat(reply.status(), is(428));
            assertThat(reply.json().getString("error"), is("confirmation_required"));
            assertThat(agent.subject(), is("alice"));
        }
    }

    @Test
    void peopleWithoutASessionAreLedToTheLoginPath() {
        try (var served = Served.with(Account.class)
                .setting("adieu.login-path", "/require")
                .start()) {
            assertThat(served.agent().get("require").status(), is(401));
            // The login path itself never leads to itself.
            assertThat(served.agent().get("require", UserAgent.NAVIGATION).status(), is(401));
        }
        try (var served =
                Served.with(Account.class).setting("adieu.login-path", "/login").start()) {
            var nobody = served.agent().get("require", UserAgent.NAVIGATION);
            assertThat(nobody.status(), is(303));
            assertThat(nobody.header("Location"), endsWith("/login"));

            var alice = served.agent().signedIn("alice");
            var dead = alice.copy();
            alice.post("sign-out");
            var expired = dead.get("require", UserAgent.NAVIGATION);
            assertThat(expired.status(), is(303));
            assertThat(expired.header("Location"), endsWith("/login?reason=session_expired"));
            assertThat(expired.expiresCookie(), is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adieu.idle-timeout=-5m",
                "adieu.idle-timeout=soon",
                "adieu.lifetime=0s",
                "adieu.login-path=login",
                "adieu.login-path=//evil.example",
                "adieu.callback-urls=/relative",
                "adieu.allowed-origins=app.example",
                "adieu.origin=https://app.example/path",
                "adieu.cookie.name=a b",
                "adieu.max-sessions=0",
                "adieu.max-sessions=many",
                "adieu.context-path=app",
                "adieu.context-path=/app/",
                "adieu.languages=nl"
            })
    void aSettingThatIsNotAllowedIsRefusedAtDeploymentByName(String setting) {
        var key = setting.substring(0, setting.indexOf('='));
        var value = setting.substring(setting.indexOf('=') + 1);

        var refusal = assertThrows(
                IllegalStateException.class,
                () -> Served.with(Account.class).setting(key, value).start().close());

        assertThat(
                refusal.getMessage(),
                allOf(containsString(key), containsString("'" + value + "'"), containsString("must be")));
    }

    @Test
    void theLimitOfSessionsIsKept() {
        try (var served =
                Served.with(Account.class).setting("adieu.max-sessions", "2").start()) {
            var first = served.agent().signedIn("alice");
            var second = served.agent().signedIn("alice");
            var third = served.agent().signedIn("alice");

            assertThat(first.subject(), is(""));
            assertThat(second.subject() + third.subject(), is("alicealice"));
        }
    }

    private static java.net.URI slash(java.net.URI root) {
        return root.toString().endsWith("/") ? root : java.net.URI.create(root + "/");
    }

    private static Reply signIn(UserAgent agent) {
        return agent.postForm("api/sign-in", Map.of("username", "alice"));
    }

    private static String leadsTo(Served served, String requested) {
        return served.agent()
                .post("redirects/requested?url=" + UserAgent.encode(requested))
                .json()
                .getString("url");
    }
}
