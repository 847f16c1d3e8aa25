// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SignOut;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A second cookie scheme, by settings alone. */
class FurtherSchemeTest {
    private final Served served = Served.with(Account.class, Named.class)
            .setting("adieu.login-path", "/login")
            .setting("adieu.schemes.MyCookieScheme.cookie", "back-office")
            .setting("adieu.schemes.MyCookieScheme.login-path", "/office/login")
            .start();
    private final UserAgent customer = served.agent().signedIn("alice");
    private final UserAgent office = office();

    private UserAgent office() {
        var agent = served.agent();
        agent.postForm("api/sign-in", Map.of("username", "bob", "scheme", "MyCookieScheme"));
        return agent;
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void hasACookieOfItsOwn() {
        assertThat(office.cookieName(), startsWith("back-office-"));
        assertThat(office.subject(), is("bob"));
    }

    @Test
    void isSignedOutByNameAndLedToItsOwnLoginPath() {
        office.withCookie(customer.cookieName(), customer.token());

        var reply = office.post("named/mine");

        assertThat(reply.json().getString("url"), is("/office/login"));
        assertThat(reply.setCookies().toString(), allOf(containsString("back-office-"), containsString("Max-Age=0")));
        assertThat(reply.setCookies().size(), is(1));
        assertThat(customer.subject(), is("alice"));
        assertThat(office.subject(), is("alice"));
    }

    @Test
    void aSignOutWithoutASchemeEndsAllThatTheRequestCarries() {
        var both = office.copy().withCookie(customer.cookieName(), customer.token());

        both.post("sign-out");

        assertThat(customer.subject() + office.subject(), is(""));
    }

    @Test
    void aSignOutOfOneSchemeLeavesTheBrowsersDataToTheOther() {
        served.close();
        try (var both = Served.with(Account.class, Named.class)
                .setting("adieu.schemes.MyCookieScheme.cookie", "back-office")
                .setting("adieu.companion-cookies", "cart")
                .start()) {
            var agent = both.agent().signedIn("alice");
            agent.postForm("api/sign-in", Map.of("username", "bob", "scheme", "MyCookieScheme"));

            var office = agent.post("named/mine");
            assertThat(office.setCookies().size(), is(1));

            assertThat(agent.post("sign-out").setCookies().toString(), containsString("cart=;"));
        }
    }

    @Test
    void theDefaultSchemeLeadsToTheApplicationsLoginPath() {
        assertThat(customer.post("sign-out").json().getString("url"), is("/login"));
        assertThat(office.post("sign-out").json().getString("url"), is("/office/login"));
    }

    @ParameterizedTest
    @CsvSource({
        "adieu.schemes.Mine.cookie, a b",
        "adieu.schemes.Mine.login-path, login",
        "adieu.schemes.Mine.colour, red",
        "adieu.schemes.Cookies.cookie, mine",
        "adieu.schemes.Mine.cookie, adieu",
        "adieu.schemes.a b.cookie, mine"
    })
    void aSettingThatIsNotAllowedIsRefusedAtDeployment(String key, String value) {
        served.close();

        var refusal = assertThrows(
                IllegalStateException.class,
                () -> Served.with(Account.class).setting(key, value).start().close());

        assertThat(refusal.getMessage(), containsString("adieu.schemes."));
    }

    /** A sign-out by the scheme's name. */
    @Path("named")
    @RequestScoped
    public static class Named {
        @POST
        @Path("mine")
        @SignOut(scheme = "MyCookieScheme")
        public void mine() {}
    }
}
