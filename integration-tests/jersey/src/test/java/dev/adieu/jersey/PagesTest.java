// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.ResponseChange;
import dev.adieu.SignOutOptions;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SettingsSource;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.spi.SignOutPage;
import dev.adieu.spi.SignOutPages;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What an application may put in the place of the built-in, as beans. */
class PagesTest {

    @Test
    void anApplicationsPagesReplaceTheBuiltIn() {
        try (var served = Served.with(Account.class, Asking.class, Redirects.class)
                .beans(OwnPages.class)
                .start()) {
            var alice = served.agent().signedIn("alice");

            var asked = alice.get("asking/on-get", UserAgent.NAVIGATION);
            assertThat(asked.body(), containsString("own CONFIRMATION en adieu-confirmation"));
            assertThat(asked.header("Content-Security-Policy"), containsString("frame-ancestors 'none'"));
            assertThat(alice.post("redirects/none", UserAgent.NAVIGATION).body(), containsString("own SIGNED_OUT"));
            assertThat(
                    alice.post("sign-out", UserAgent.with(UserAgent.NAVIGATION, "Origin", "x"))
                            .status(),
                    is(303));
        }
    }

    @Test
    void theBuiltInPagesHaveNoScriptsAndLabelsForAll() {
        try (var served = Served.with(Account.class, Asking.class).start()) {
            var page = served.agent()
                    .signedIn("alice")
                    .get("asking/on-get", UserAgent.NAVIGATION)
                    .body();

            assertThat(page, not(containsString("<script")));
            assertThat(
                    page,
                    allOf(
                            containsString("<main>"),
                            containsString("<h1>"),
                            containsString("<title>"),
                            containsString("<button autofocus>"),
                            containsString("prefers-color-scheme:dark")));
        }
    }

    @Test
    void theFormMayBeLedToWhereAnEffectLeads() {
        try (var served = Served.with(Account.class, Asking.class)
                .beans(ToTheProvider.class)
                .start()) {
            var alice = served.agent().signedIn("alice");

            var page = alice.get("asking/on-get", UserAgent.NAVIGATION);

            assertThat(
                    page.header("Content-Security-Policy"), containsString("form-action 'self' https://op.example;"));
            var reply = alice.post("asking/on-get", UserAgent.NAVIGATION);
            assertThat(reply.header("Location"), is("https://op.example/logout"));
        }
    }

    @Test
    void anEffectMayLearnLaterWhereItLeads() {
        try (var served = Served.with(Account.class, Asking.class)
                .beans(ToTheProvider.class)
                .start()) {
            var alice = served.agent().signedIn("alice");
            alice.get("asking/on-get", UserAgent.NAVIGATION);

            served.bean(ToTheProvider.class).moveTo("https://op2.example");

            assertThat(
                    alice.get("asking/on-get", UserAgent.NAVIGATION).header("Content-Security-Policy"),
                    containsString("form-action 'self' https://op2.example;"));
        }
    }

    @Test
    void anApplicationsSettingsOverrideAllOthers() {
        try (var served = Served.with(Account.class)
                .beans(OwnSettings.class)
                .setting("adieu.login-path", "/from-a-property")
                .start()) {
            assertThat(served.agent().post("sign-out").json().getString("url"), is("/from-a-bean"));
        }
    }

    /** Pages of an application. */
    @ApplicationScoped
    public static class OwnPages implements SignOutPages {
        @Override
        public String html(SignOutPage page) {
            return "own " + page.kind() + " " + page.locale() + " "
                    + String.join(",", page.fields().keySet());
        }
    }

    /** Settings of an application. */
    @ApplicationScoped
    public static class OwnSettings implements SettingsSource {
        @Override
        public Map<String, String> settings() {
            return Map.of("adieu.login-path", "/from-a-bean");
        }
    }

    /** An effect that leads to a provider. */
    @ApplicationScoped
    public static class ToTheProvider implements SignOutEffect {
        private volatile URI origin = URI.create("https://op.example");

        void moveTo(String other) {
            origin = URI.create(other);
        }

        @Override
        public String name() {
            return "provider";
        }

        @Override
        public void perform(List<SessionRecord> ended) {}

        @Override
        public List<URI> leadsTo() {
            return List.of(origin);
        }

        @Override
        public List<ResponseChange> respond(
                SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
            return List.of(new ResponseChange.SeeOther(URI.create("https://op.example/logout")));
        }
    }
}
