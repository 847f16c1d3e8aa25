// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionSelector;
import dev.adieu.SignedOut;
import dev.adieu.openid.provider.Grants.Kind;
import dev.adieu.openid.provider.HeardNotices;
import dev.adieu.openid.provider.ProviderSession;
import dev.adieu.openid.provider.ProviderSessionList;
import dev.adieu.openid.provider.SessionAdministration;
import dev.adieu.openid.provider.SessionQuery;
import dev.adieu.openid.provider.SessionRemoval;
import dev.adieu.openid.provider.test.Tokens.Issued;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.Token;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.CDI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.openid.provider.Grants.Kind.ACCESS_TOKEN;
import static dev.adieu.openid.provider.Grants.Kind.AUTHORIZATION_CODE;
import static dev.adieu.openid.provider.Grants.Kind.REFRESH_TOKEN;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What administrators see of a provider's sessions, and do about them. S-25. */
class SessionAdministrationTest {
    private static final ServedIdp IDP =
            ServedIdp.with(Map.of(), Tokens.Beans.class, Tokens.class, Reasons.class, HeardNotices.class);
    private static final Set<Kind> ALL = Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN, ACCESS_TOKEN);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String subject = "user" + UUID.randomUUID();
    private final SessionAdministration administration =
            CDI.current().select(SessionAdministration.class).get();

    /** Why sessions have ended. */
    @ApplicationScoped
    public static class Reasons {
        private static final List<String> ENDED = new CopyOnWriteArrayList<>();

        /** Hears of it. */
        void ended(@Observes SignedOut event) {
            event.sessions().forEach(each -> ENDED.add(each.id() + " " + event.reason()));
        }
    }

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @AfterEach
    void repair() {
        Tokens.takeGrantsDown(false);
        Tokens.takeStoreDown();
    }

    private UserAgent agent() {
        return agent(subject, "Alice " + subject);
    }

    private static UserAgent agent(String subject, String name) {
        var agent = IDP.agent();
        agent.postForm("sign-in-as", Map.of("subject", subject, "name", name));
        assertThat(agent.subject(), is(subject));
        return agent;
    }

    private Issued issue(UserAgent agent, String client) {
        return Tokens.issue(subject, sid(agent, client), client, false);
    }

    private static String sid(UserAgent agent, String client) {
        return agent.postForm("authorize", Map.of("client_id", client)).json().getString("sid");
    }

    private static List<String> sids(ProviderSessionList list) {
        return list.sessions().stream().map(each -> each.session().id().value()).toList();
    }

    /** All that there is, and that no part is larger than asked for. */
    private List<ProviderSession> all(SessionQuery query) {
        var found = new ArrayList<ProviderSession>();
        var part = administration.find(query);
        found.addAll(part.sessions());
        while (part.next().isPresent()) {
            assertThat(part.sessions().size() <= query.page().size(), is(true));
            part = administration.find(new SessionQuery(
                    query.subject(), query.sid(), query.detail(), part.next().get()));
            found.addAll(part.sessions());
        }
        return found;
    }

    @Test
    void areFoundBySubjectInPartsEachWithItsClients() {
        var sids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var agent = agent();
            sids.add(sid(agent, "app"));
            sid(agent, "blog");
        }

        var found = all(SessionQuery.ofSubject(subject, Page.first(2)));

        assertThat(
                found.stream().map(each -> each.session().id().value()).toList(), containsInAnyOrder(sids.toArray()));
        assertThat(found.get(0).clientIds(), contains("app", "blog"));
    }

    @Test
    void oneIsFoundByItsSid() {
        var agent = agent();
        var sid = sid(agent, "app");
        agent();

        assertThat(sids(administration.find(SessionQuery.ofSid(sid))), contains(sid));
        assertThat(sids(administration.find(SessionQuery.ofSid("no such"))), is(empty()));
        assertThat(sids(administration.find(new SessionQuery("bob", sid, null, Page.first(1)))), is(empty()));
        agent.post("sign-out");
        assertThat(sids(administration.find(SessionQuery.ofSid(sid))), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10})
    void areFoundByNameAmongEveryonesAndASubjects(int size) {
        var name = "Zoë " + UUID.randomUUID();
        var one = sid(agent(subject, name + " (1)"), "app");
        var two = sid(agent("other" + subject, name + " (2)"), "app");
        for (int i = 0; i < 4; i++) {
            agent(subject, "Somebody else");
        }

        var everyone = all(SessionQuery.everyone(Page.first(size)).with("name", name.toUpperCase(Locale.ROOT)));
        var mine = all(SessionQuery.ofSubject(subject, Page.first(size)).with("name", name));

        assertThat(everyone.stream().map(each -> each.session().id().value()).toList(), containsInAnyOrder(one, two));
        assertThat(mine.stream().map(each -> each.session().id().value()).toList(), contains(one));
        assertThat(all(SessionQuery.everyone(Page.first(size)).with("nickname", name)), is(empty()));
    }

    /** Nobody waits for all of everyone's, and whoever wants to goes on. */
    @Test
    void aSearchStopsAfterTenThousand() {
        var store = CDI.current().select(SessionStore.class).get();
        for (int i = 0; i < 10_500; i++) {
            store.create(session(subject, "Somebody"), Limit.NONE, Set.of());
        }

        var part = administration.find(
                SessionQuery.ofSubject(subject, Page.first(5)).with("name", "Zoë"));

        assertThat(part.sessions(), is(empty()));
        var rest = administration.find(
                new SessionQuery(subject, null, null, part.next().orElseThrow()));
        assertThat(rest.sessions(), hasSize(5));
        assertThat(
                all(SessionQuery.ofSubject(
                        subject, new Page(part.next().orElseThrow().after(), 1000))),
                hasSize(500));
        store.end(SessionSelector.bySubject(subject), Reason.SIGN_OUT, Set.of());
    }

    private static NewSession session(String subject, String name) {
        return new NewSession(
                Bucket.of(subject).newSessionId(RANDOM),
                Token.random(subject, RANDOM).hash(),
                subject,
                Set.of(),
                "Cookies",
                Map.of("name", name),
                Set.of(),
                Map.of(),
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                Duration.ZERO);
    }

    @Test
    void areRemovedWithEverything() {
        var desk = agent();
        var phone = agent();
        var bob = agent("bob" + subject, "Bob");
        var here = issue(desk, "app");
        var there = issue(phone, "free");
        var bobs = Tokens.issue("bob" + subject, sid(bob, "app"), "app", false);
        var inNone = Tokens.issue(subject, null, "app", false);

        administration.remove(SessionRemoval.ofSubject(subject).build());

        assertThat(desk.subject() + phone.subject(), is(""));
        assertThat(here.alive(), is(empty()));
        assertThat(there.alive(), is(empty()));
        assertThat(inNone.alive(), is(empty()));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(false));
        assertThat(Reasons.ENDED, hasItem(here.sid() + " administrator"));
        assertThat(bob.subject(), is("bob" + subject));
        assertThat(bobs.alive(), is(ALL));
        assertThat(Tokens.GRANTS.hasConsent("bob" + subject, "app"), is(true));
    }

    @Test
    void oneIsRemovedWithTheConsentsOfItsClients() {
        var desk = agent();
        var phone = agent();
        var here = issue(desk, "app");
        var there = issue(phone, "blog");

        administration.remove(SessionRemoval.ofSid(here.sid()).build());

        assertThat(desk.subject(), is(""));
        assertThat(here.alive(), is(empty()));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(false));
        assertThat(phone.subject(), is(subject));
        assertThat(there.alive(), is(ALL));
        assertThat(Tokens.GRANTS.hasConsent(subject, "blog"), is(true));
    }

    @Test
    void oneThatHasEndedIsRemovedToo() {
        var desk = agent();
        var free = issue(desk, "free");
        desk.post("sign-out");
        assertThat(free.alive(), is(ALL));

        administration.remove(SessionRemoval.ofSid(free.sid()).build());

        assertThat(free.alive(), is(empty()));
        assertThat(Tokens.GRANTS.hasConsent(subject, "free"), is(false));
    }

    @Test
    void whoseItIsNotIsLeftAlone() {
        var desk = agent();
        var issued = issue(desk, "app");

        administration.remove(SessionRemoval.ofSid(issued.sid()).subject("bob").build());

        assertThat(desk.subject(), is(subject));
        assertThat(issued.alive(), is(ALL));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(true));
    }

    /** BC-13 */
    @Test
    void offlineAccessIsRemovedWhereThatIsSaid() {
        var desk = agent();
        var offline = Tokens.issue(subject, sid(desk, "app"), "app", true);

        administration.remove(SessionRemoval.ofSubject(subject).build());
        assertThat(offline.alive(), is(ALL));
        administration.remove(SessionRemoval.ofSubject(subject).offline(true).build());

        assertThat(offline.alive(), is(empty()));
    }

    @Test
    void tokensAndConsentsStayWhereThatIsSaid() {
        var desk = agent();
        var issued = issue(desk, "app");

        administration.remove(SessionRemoval.ofSubject(subject)
                .revokeTokens(false)
                .revokeConsents(false)
                .build());

        assertThat(desk.subject(), is(""));
        assertThat(issued.alive(), is(ALL));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(true));
        assertThat(Reasons.ENDED, hasItem(issued.sid() + " administrator_restricted"));
    }

    @Test
    void theSessionStaysWhereThatIsSaid() {
        var desk = agent();
        var issued = issue(desk, "app");

        administration.remove(SessionRemoval.ofSubject(subject)
                .endSession(false)
                .notifyClients(false)
                .build());

        assertThat(desk.subject(), is(subject));
        assertThat(issued.alive(), is(empty()));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(false));
        assertThat(HeardNotices.of(issued.sid()), is(empty()));
    }

    @Test
    void clientsAreToldOfASessionThatStays() {
        var desk = agent();
        var issued = issue(desk, "app");

        administration.remove(SessionRemoval.ofSid(issued.sid())
                .endSession(false)
                .client("app")
                .build());

        assertThat(desk.subject(), is(subject));
        assertThat(HeardNotices.of(issued.sid()), contains(subject + " [app] administrator"));
    }

    /** The end tells them, and nothing else. */
    @Test
    void clientsAreNotToldTwiceOfASessionThatEnds() {
        var desk = agent();
        var issued = issue(desk, "app");

        administration.remove(SessionRemoval.ofSid(issued.sid()).build());

        assertThat(desk.subject(), is(""));
        assertThat(HeardNotices.of(issued.sid()), is(empty()));
    }

    @Test
    void someClientsAreTheOnlyOnesWhereTheyAreNamed() {
        var desk = agent();
        var app = issue(desk, "app");
        var free = issue(desk, "free");

        administration.remove(SessionRemoval.ofSid(app.sid())
                .client("free")
                .endSession(false)
                .notifyClients(false)
                .build());

        assertThat(free.alive(), is(empty()));
        assertThat(app.alive(), is(ALL));
        assertThat(Tokens.GRANTS.hasConsent(subject, "free"), is(false));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(true));
    }

    /** A session that ends is over for all, whoever is named. */
    @Test
    void theTokensOfOtherCoordinatedClientsEndWithTheSession() {
        var desk = agent();
        var app = issue(desk, "app");
        var free = issue(desk, "free");

        administration.remove(SessionRemoval.ofSid(app.sid()).client("blog").build());

        assertThat(desk.subject(), is(""));
        assertThat(app.alive(), is(empty()));
        assertThat(free.alive(), is(ALL));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(true));
    }

    /** What an administrator did not get holds for no other end. */
    @Test
    void aRemovalThatFailedKeepsNothingFromALaterSignOut() {
        var desk = agent();
        var issued = issue(desk, "app");
        Tokens.takeStoreDown("end");

        var failed = remove(Map.of("subject", subject, "without", "tokens"));

        assertThat(failed.status(), is(503));
        Tokens.takeStoreDown();
        assertThat(desk.subject(), is(subject));
        assertThat(issued.alive(), is(ALL));
        desk.post("sign-out");
        assertThat(issued.alive(), is(empty()));
    }

    @Test
    void ofTwoRemovalsTheLastHolds() {
        var desk = agent();
        var issued = issue(desk, "app");
        Tokens.takeStoreDown("end");
        remove(Map.of("subject", subject, "without", "tokens"));
        Tokens.takeStoreDown();

        assertThat(remove(Map.of("subject", subject, "client", "blog")).status(), is(204));

        assertThat(issued.alive(), is(empty()));
    }

    @Test
    void whileTheStoreIsDownNothingIsRemoved() {
        var desk = agent();
        var issued = issue(desk, "app");
        Tokens.takeStoreDown("end");

        var reply = remove(Map.of("subject", subject));

        assertThat(reply.status(), is(503));
        assertThat(reply.header("Retry-After"), is("5"));
        Tokens.takeStoreDown();
        assertThat(desk.subject(), is(subject));
        assertThat(issued.alive(), is(ALL));
        assertThat(Tokens.GRANTS.hasConsent(subject, "app"), is(true));
    }

    @Test
    void whatGrantsCouldNotIsDoneByTheSameCallOnceMore() {
        var desk = agent();
        var free = issue(desk, "free");
        Tokens.takeGrantsDown(true);

        assertThat(remove(Map.of("sid", free.sid())).status(), is(500));

        assertThat(desk.subject(), is(""));
        Tokens.takeGrantsDown(false);
        assertThat(remove(Map.of("sid", free.sid())).status(), is(204));
        assertThat(free.alive(), is(empty()));
        assertThat(Tokens.GRANTS.hasConsent(subject, "free"), is(false));
    }

    /** Nor is an administrator's button pressed by another site. */
    @ParameterizedTest
    @ValueSource(strings = {"nothing", "end"})
    void anotherSiteRemovesNothing(String without) {
        var desk = agent();
        var issued = issue(desk, "app");

        var reply = remove(Map.of("subject", subject, "without", without), "Sec-Fetch-Site", "cross-site");

        assertThat(reply.status(), is(403));
        assertThat(desk.subject(), is(subject));
        assertThat(issued.alive(), is(ALL));
    }

    @Test
    void everybodysAreNotRemoved() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SessionRemoval(null, null, Set.of("app"), true, true, true, true, true));
    }

    private static Reply remove(Map<String, String> form, String... headers) {
        return IDP.agent().postForm("remove", form, headers);
    }
}
