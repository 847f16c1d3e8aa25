// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.Page;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutOptions;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static dev.adieu.jersey.Bearers.token;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Tokens that are seen for the first time while their subject signs out everywhere. */
class BearerRaceTest {
    private final Served served = Served.with(Account.class, BearerTest.Tokens.class, Bearers.class)
            .beans(TestStore.class)
            .start();
    private final UserAgent agent = served.agent();
    private final SessionManager sessions = served.bean(SessionManager.class);
    private final TestStore store = served.bean(TestStore.class);

    @AfterEach
    void stop() {
        served.close();
    }

    @RepeatedTest(10)
    void areNotLetInAfterwardsHoweverManyCome() {
        var tokens = IntStream.range(0, 100)
                .mapToObj(i -> token("alice", "jti", "" + i / 2))
                .toList();
        var underWay = new ArrayList<CompletableFuture<Reply>>();
        tokens.subList(0, 60).forEach(each -> underWay.add(agent.sendLater("GET", "require", each)));
        var everywhere = agent.sendLater("POST", "everywhere", token("alice", "jti", "mine"));
        tokens.subList(60, 100).forEach(each -> underWay.add(agent.sendLater("GET", "require", each)));

        assertThat(everywhere.join().json().getBoolean("ok"), is(true));
        var afterwards = tokens.stream()
                .map(each -> agent.sendLater("GET", "public", each))
                .toList();

        afterwards.forEach(reply -> BearerTest.assertEnded(reply.join()));
        underWay.forEach(CompletableFuture::join);
        tokens.forEach(each -> BearerTest.assertEnded(agent.get("public", each)));
    }

    @Test
    void areRefusedWhenTheEndComesRightAfterTheirSessionBegan() {
        var alice = token("alice", "jti", "1");
        store.afterCreate(this::endAlice);

        BearerTest.assertEnded(agent.get("public", alice));
        BearerTest.assertEnded(agent.get("public", alice));
    }

    @Test
    void areRefusedWhenTheEndComesRightBeforeTheirSessionBegins() {
        var alice = token("alice", "jti", "1");
        store.beforeCreate(this::endAlice);

        BearerTest.assertEnded(agent.get("public", alice));
        BearerTest.assertEnded(agent.get("public", alice));
    }

    @Test
    void areNotLetInByASessionThatNobodyHasAskedWhenItsTokenWasIssued() {
        var alice = token("alice", "jti", "1");
        var second = new AtomicReference<Reply>();
        store.beforeCreate(this::endAlice);
        // Another request with the token, which finds the session that the first has just begun.
        store.afterCreate(() -> second.set(agent.get("public", alice)));

        BearerTest.assertEnded(agent.get("public", alice));
        BearerTest.assertEnded(second.get());
    }

    @Test
    void areKeptWhenTheyEndTheOthersBeforeAnotherOfTheirRequestsHasAsked() {
        var alice = token("alice", "jti", "1");
        var others = new AtomicReference<Reply>();
        store.afterCreate(() -> others.set(agent.post("tokens/others", alice)));

        var first = agent.get("require", alice);

        assertThat(others.get().json().getBoolean("ok"), is(true));
        assertThat(first.body(), is("alice"));
        assertThat(agent.get("require", alice).body(), is("alice"));
        BearerTest.assertEnded(agent.get("public", token("alice", "jti", "2")));
    }

    @Test
    void areKeptWhenTheyEndTheOthersWhileAnotherOfTheirRequestsIsAsking() {
        var alice = token("alice", "jti", "1");
        var others = new AtomicReference<Reply>();
        // The first question after the session began is whether the token has been let in before.
        store.afterCreate(() -> store.afterRecall(() -> others.set(agent.post("tokens/others", alice))));

        var first = agent.get("require", alice);

        assertThat(others.get().json().getBoolean("ok"), is(true));
        assertThat(first.body(), is("alice"));
        assertThat(agent.get("require", alice).body(), is("alice"));
    }

    @Test
    void areOneSessionHoweverManyRequestsBringThemFirst() {
        var alice = token("alice", "jti", "1");

        var replies = IntStream.range(0, 100)
                .mapToObj(i -> agent.sendLater("GET", "require", alice))
                .toList();

        replies.forEach(reply -> assertThat(reply.join().body(), is("alice")));
        assertThat(
                sessions.sessions(SessionSelector.bySubject("alice"), Page.first(100))
                        .size(),
                is(1));
    }

    private void endAlice() {
        var result = sessions.signOut(SignOutOptions.of(SessionSelector.bySubject("alice")));
        assertThat(result.ok(), is(true));
    }
}
