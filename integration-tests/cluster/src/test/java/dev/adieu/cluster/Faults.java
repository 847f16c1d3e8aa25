// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

/** The same of effects, streams and answers. A store's leaf says which store. */
abstract class Faults extends Revivals {
    /** What is in the requests that end sessions, and in no other. */
    private static final String ENDS = "sign_out";

    @Test
    void streamsEndOnEveryNodeWhicheverNodeTheSignOutRanOn() {
        var login = logins(1).get(0);
        var streams = cluster().nodes().stream()
                .map(node -> client().openEvents(node, login))
                .toList();
        var at = System.nanoTime();

        ledger().signOut(cluster().node(0), login);

        streams.forEach(stream -> assertThat(stream.join(), containsString("data: sign_out")));
        System.out.println(getClass().getSimpleName() + ": streams on three nodes had ended after "
                + Duration.ofNanos(System.nanoTime() - at).toMillis() + " ms");
        ledger().check();
    }

    @Test
    void anEndWhoseAnswerWasLostIsToldOnceAllTheSame() {
        var logins = logins(12);
        proxies(proxy -> proxy.loseAnswersTo(ENDS));

        var answers = together(logins, login -> client().signOut(cluster().anyNode(), login));
        proxies(TcpProxy::pass);

        assertThat("told ok", answers, everyItem(is(false)));
        await("the sweep").atMost(Duration.ofSeconds(60)).until(() -> cluster()
                .journal()
                .signedOut()
                .keySet()
                .containsAll(logins.stream().map(Login::session).toList()));
        logins.forEach(login -> assertThat(ledger().signOut(cluster().anyNode(), login), is(true)));
        ledger().check();
    }

    /** Few sessions, because a small server has few threads, and all of these hang. */
    @Test
    void anotherNodeFinishesWhatADeadOneLeft() {
        load().during(FEW, () -> cluster().replace(cluster().node(0)));
        var dying = cluster().node(1);
        var shop = cluster().shop();
        shop.fallSilent();
        var whileTheClientIsTold = loginsAt(shop, 2);
        whileTheClientIsTold.forEach(login -> assertThat(ledger().signOut(dying, login), is(true)));
        // One at a time, until it has answered.
        // The first token that a node sends takes it a while, on a busy machine.
        await("the client is being told")
                .atMost(Duration.ofSeconds(30))
                .until(() -> sessions(whileTheClientIsTold).stream().anyMatch(shop.asked()::contains));
        dying.holdEffects();
        var afterTheEnd = loginsAt(shop, 2);
        var asking = begin(afterTheEnd, login -> ledger().signOut(dying, login));
        await("effects under way")
                .atMost(Duration.ofSeconds(30))
                .until(() -> cluster().journal().held().keySet().containsAll(sessions(afterTheEnd)));
        var inTheMiddle = logins(2);
        var before = answersKept();
        proxies(proxy -> proxy.holdAnswersTo(ENDS));
        asking.addAll(begin(inTheMiddle, login -> ledger().signOut(dying, login)));
        await("ends under way").until(() -> answersKept() >= before + inTheMiddle.size());

        cluster().replace(dying);
        shop.recover();
        proxies(TcpProxy::pass);

        assertThat("told ok", asking.stream().map(CompletableFuture::join).toList(), everyItem(is(false)));
        ledger().check();
        await("the client has been told").atMost(Duration.ofSeconds(45)).until(() -> shop.told()
                .containsAll(sessions(Stream.of(whileTheClientIsTold, afterTheEnd)
                        .flatMap(List::stream)
                        .toList())));
    }

    /** Signed in to the client, too. */
    private List<Login> loginsAt(Shop shop, int count) {
        var logins = logins(count);
        logins.forEach(login -> client().signInTo(shop, cluster().node(2), login));
        return logins;
    }

    @Test
    void withoutTheStoreEverythingThatNeedsASessionIsRefusedAndTheCookieKept() {
        var live = logins(1).get(0);
        var ended = logins(1).get(0);
        ledger().keep(live);
        ledger().signOut(cluster().anyNode(), ended);

        cluster().store().stop();
        assertRefusedByAll(live, ended);
        cluster().store().start();
        ledger().check();

        proxies(TcpProxy::hang);
        assertRefusedByAll(live, ended);
        proxies(TcpProxy::pass);
        ledger().check();
    }

    private void assertRefusedByAll(Login live, Login ended) {
        var all = new ArrayList<Runnable>();
        for (var node : cluster().nodes()) {
            all.add(() -> assertUnavailable(client().get(node, "me", live)));
            all.add(() -> assertUnavailable(client().get(node, "me", ended)));
            all.add(() -> assertUnavailable(client().post(node, "sign-out", live)));
            all.add(() -> assertUnavailable(client().signIn(node, "alice", "wonderland")));
        }
        together(all, each -> {
            each.run();
            return true;
        });
        for (var node : cluster().nodes()) {
            assertThat(client().signIn(node, "alice", "wrong").orElseThrow().statusCode(), is(401));
            var hello = client().send(HttpRequest.newBuilder(node.at("hello")));
            assertThat(hello.orElseThrow().statusCode(), is(200));
        }
    }

    @Test
    void aWrongPasswordBeginsNothing() {
        for (var node : cluster().nodes()) {
            var answer = client().signIn(node, "alice", "wrong").orElseThrow();

            assertThat(answer.statusCode(), is(401));
            assertThat("cookies", answer.headers().allValues("Set-Cookie"), is(List.of()));
        }
    }

    private static List<String> sessions(List<Login> logins) {
        return logins.stream().map(Login::session).toList();
    }

    private int answersKept() {
        return cluster().store().proxies().stream()
                .mapToInt(TcpProxy::answersKept)
                .sum();
    }

    /** At the same time, each on a thread of its own. */
    private static <A, T> List<CompletableFuture<T>> begin(List<A> all, Function<A, T> work) {
        return new ArrayList<>(all.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> work.apply(each), task -> new Thread(task).start()))
                .toList());
    }

    private static <A, T> List<T> together(List<A> all, Function<A, T> work) {
        return begin(all, work).stream().map(CompletableFuture::join).toList();
    }
}
