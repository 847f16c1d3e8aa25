// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.ResponseChange;
import dev.adieu.SessionSelector;
import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutPlan;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.Token;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** Options in, a plan out: no container, and nothing happens. */
class DecisionsTest {
    private static final ResponseChange FORGET = new ResponseChange.ExpireCookie("adieu-8080", "/", null, false);

    private final MovingClock clock = new MovingClock();
    private final InMemorySessionStore store = new InMemorySessionStore(clock);
    private final Adieu adieu = new Adieu(
            Settings.read(new SettingsReader(key -> null, Set.of())),
            clock,
            store,
            List.of(),
            List.of(),
            Optional.empty(),
            event -> {
                throw new AssertionError("A decision fired " + event);
            },
            settled -> {},
            new Telemetries(List.of()));
    private final Token token = Token.random("alice", new SecureRandom());
    private final NewSession alice = session(token);

    @Test
    void theCallersSession() {
        assertThat(
                decide(SignOutOptions.current()),
                is(plan(List.of(SessionSelector.byId(alice.id())), List.of("Cookies"), List.of(FORGET), "/")));
    }

    @Test
    void allOfTheCaller() {
        assertThat(
                decide(SignOutOptions.builder().sessions(SignOut.Sessions.ALL).build()),
                is(plan(List.of(SessionSelector.bySubject("alice")), List.of("Cookies"), List.of(FORGET), "/")));
    }

    @Test
    void theOthersOfTheCaller() {
        assertThat(
                decide(SignOutOptions.builder()
                        .sessions(SignOut.Sessions.OTHERS)
                        .build()),
                is(plan(List.of(SessionSelector.othersOf("alice", alice.id())), List.of(), List.of(), "/")));
    }

    @Test
    void nobodysSessionEndsNothingAndForgetsTheCookie() {
        assertThat(
                adieu.decisions().decide(SignOutOptions.current(), exchange()),
                is(plan(List.of(), List.of("Cookies"), List.of(FORGET), "/")));
    }

    @Test
    void aNamedSessionOfSomebodyElseLeavesTheCookieAlone() {
        var bobs = SessionSelector.bySubject("bob");

        assertThat(decide(SignOutOptions.of(bobs)), is(plan(List.of(bobs), List.of(), List.of(), "/")));
    }

    @Test
    void aNamedSessionThatIsTheCallersForgetsTheCookie() {
        for (var which : List.of(
                SessionSelector.bySubject("alice"), SessionSelector.everyone(), SessionSelector.byId(alice.id()))) {
            assertThat(
                    decide(SignOutOptions.of(which)),
                    is(plan(List.of(which), List.of("Cookies"), List.of(FORGET), "/")));
        }
    }

    @Test
    void withoutARedirectThereIsNoUrl() {
        var plan = decide(SignOutOptions.builder().redirect(false).build());

        assertThat(plan.url(), is(nullValue()));
    }

    @Test
    void aTrustedUrlIsTakenAndARequestedOneIsChecked() {
        var trusted = decide(SignOutOptions.builder()
                .callbackUrl(URI.create("https://other.example/"))
                .build());
        var hostile = decide(
                SignOutOptions.builder().requestedUrl("https://other.example/").build());

        assertThat(trusted.url(), is(URI.create("https://other.example/")));
        assertThat(hostile.url(), is(URI.create("/")));
    }

    @Test
    void aForgedRequestIsRefused() {
        var exchange = exchange("Cookie", "adieu-8080=" + token.reveal(), "Origin", "https://evil.example");

        assertThat(
                adieu.decisions().decide(SignOutOptions.current(), exchange),
                is(SignOutPlan.refused(SignOutError.CROSS_SITE_REQUEST)));
    }

    @Test
    void aVerifiedRequestOfAProviderIsNotForged() {
        var exchange = exchange("Sec-Fetch-Site", "cross-site");
        var options = SignOutOptions.builder()
                .selector(SessionSelector.bySubject("alice"))
                .fromProvider()
                .build();

        assertThat(adieu.decisions().decide(options, exchange).error(), is(nullValue()));
    }

    @Test
    void aCookieThatOnlyTlsCanHaveBroughtIsRecognisedBehindAProxyToo() {
        var request = Requests.post(URI.create("http://app.example/"), "Cookie", "__Host-adieu=" + token.reveal());

        var plan = adieu.decisions().decide(SignOutOptions.current(), adieu.begin(request, ""));

        assertThat(plan.selectors(), is(List.of(SessionSelector.byId(alice.id()))));
        assertThat(plan.changes(), is(List.of(new ResponseChange.ExpireCookie("__Host-adieu", "/", null, true))));
    }

    @Test
    void aDecisionDoesNothing() {
        var exchange = exchange("Cookie", "adieu-8080=" + token.reveal());

        adieu.decisions().decide(SignOutOptions.current(), exchange);

        assertThat(store.find(token.hash()).isPresent(), is(true));
        assertThat(exchange.session().isPresent(), is(true));
        assertThat(exchange.changes(), is(List.of()));
    }

    @Test
    void secretsAreNotInThePlan() {
        assertThat(decide(SignOutOptions.current()).toString().contains(token.reveal()), is(false));
    }

    @Test
    void thePlanNamesTheSchemes() {
        assertThat(decide(SignOutOptions.builder().scheme("Cookies").build()).schemes(), contains("Cookies"));
    }

    private NewSession session(Token of) {
        var any = Sessions.of("alice");
        var session = new NewSession(
                any.id(),
                of.hash(),
                any.subject(),
                any.roles(),
                any.scheme(),
                any.details(),
                any.links(),
                any.secrets(),
                any.idleTimeout(),
                any.lifetime(),
                any.retention());
        store.create(session, Limit.NONE, Set.of());
        return session;
    }

    private SignOutPlan decide(SignOutOptions options) {
        return adieu.decisions().decide(options, exchange("Cookie", "adieu-8080=" + token.reveal()));
    }

    private Exchange exchange(String... headers) {
        return adieu.begin(Requests.post(headers), "");
    }

    private static SignOutPlan plan(
            List<SessionSelector> which, List<String> schemes, List<ResponseChange> changes, String url) {
        return new SignOutPlan(null, which, List.of(), schemes, List.of(), changes, URI.create(url));
    }
}
