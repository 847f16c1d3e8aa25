// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SessionsResource;
import dev.adieu.SignOutOptions;
import dev.adieu.SignedOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Path;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

/** Sessions over time, in an application that is served. */
class TimeTest {
    /** Less than the sessions of ten applications take: each signs in a hundred people. */
    private static final long LEFT_BEHIND = 700_000;

    @Test
    void aSessionThatNobodyCallsAgainEndsWithAnEvent() {
        try (var served = Served.with(Account.class)
                .beans(Observer.class)
                .setting("adieu.idle-timeout", "1s")
                .setting("adieu.sweep-interval", "1s")
                .start()) {
            served.agent().signedIn("alice");
            var events = served.bean(Observer.class).events();

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> events.size() == 1);

            assertThat(events.get(0).reason().code(), is("idle_timeout"));
        }
    }

    @Test
    void redeploymentsLeaveNothingBehind() {
        var stores = new ArrayList<WeakReference<Object>>();
        var heap = 0L;
        for (int i = 0; i < 20; i++) {
            // The first ones fill the caches of the runtime.
            heap = i == 10 ? usedHeap() : heap;
            try (var served = Served.with(Account.class)
                    .beans(Observer.class)
                    .setting("adieu.audit", "false")
                    .start()) {
                for (int person = 0; person < 100; person++) {
                    served.agent().signedIn("person " + person);
                }
                var events = served.bean(Observer.class).events();
                stores.add(new WeakReference<>(events));
            }
        }

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            var threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("adieu"))
                    .toList();
            assertThat(threads, hasSize(0));
            var kept = stores.stream().filter(store -> store.get() != null).count();
            // The runtime may hold on to the last application until the next one comes.
            assertThat(kept <= 1, is(true));
        });
        assertThat("bytes that ten redeployments added", usedHeap() - heap, is(lessThan(LEFT_BEHIND)));
    }

    private static long usedHeap() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void everyEndIsLoggedBeforeObserversRun() {
        var lines = new CopyOnWriteArrayList<String>();
        var logger = Logger.getLogger("dev.adieu.audit");
        var handler = new Recorder(lines);
        logger.addHandler(handler);
        try (var served = Served.with(Account.class).beans(Failing.class).start()) {
            var alice = served.agent().signedIn("alice");
            var token = alice.token();

            alice.post("sign-out", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            served.agent().signedIn("b\"ob\r\nsession ended: subject=eve");
            served.bean(SessionManager.class).signOut(SignOutOptions.of(SessionSelector.everyone()));

            assertThat(lines, hasSize(2));
            assertThat(
                    lines.get(0),
                    allOf(
                            containsString("subject=\"alice\" "),
                            containsString(" reason=sign_out "),
                            containsString(" scheme=Cookies "),
                            containsString(" trace=0af7651916cd43dd8448eb211c80319c"),
                            not(containsString(token.substring(2)))));
            assertThat(lines.get(1), containsString("subject=\"b?ob??session ended: subject=eve\" "));
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void theAuditCanBeSwitchedOff() {
        var lines = new CopyOnWriteArrayList<String>();
        var logger = Logger.getLogger("dev.adieu.audit");
        var handler = new Recorder(lines);
        logger.addHandler(handler);
        try (var served =
                Served.with(Account.class).setting("adieu.audit", "false").start()) {
            served.agent().signedIn("alice").post("sign-out");

            assertThat(lines, hasSize(0));
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void newcomersCanBeRefusedAtTheLimit() {
        try (var served = Served.with(Account.class)
                .setting("adieu.max-sessions", "1")
                .setting("adieu.max-sessions-reached", "refuse-newcomer")
                .start()) {
            var first = served.agent().signedIn("alice");

            var reply = served.agent().signIn("alice", "");

            assertThat(reply.status(), is(409));
            assertThat(reply.setsCookie(), is(false));
            assertThat(first.subject(), is("alice"));
            // Signing in again in the same browser is no newcomer.
            assertThat(first.signedIn("alice").subject(), is("alice"));
        }
    }

    @Test
    void personalDataCanBeLeftOut() {
        try (var served = Served.with(Account.class, Own.class)
                .setting("adieu.personal-data", "false")
                .start()) {
            var alice = served.agent().signedIn("alice");

            assertThat(alice.get("own").body(), containsString("\"details\":{}"));
        }
    }

    @Test
    void othersCanBeEndedForAWhileAfterSigningInAlone() {
        try (var served = Served.with(Account.class, Own.class, Stale.class).start()) {
            var desk = served.agent().signedIn("alice");
            var phone = served.agent().signedIn("alice");
            var list = desk.get("own").array();
            var current = list.stream()
                    .map(each -> each.asJsonObject())
                    .filter(each -> each.getBoolean("current"))
                    .findFirst()
                    .orElseThrow()
                    .getString("id");

            assertThat(desk.send("DELETE", "stale", null).status(), is(403));
            assertThat(desk.send("DELETE", "stale/AAAAAAAA", null).status(), is(403));
            assertThat(desk.subject() + phone.subject(), is("alicealice"));

            assertThat(desk.send("DELETE", "stale/" + current, null).status(), is(200));
            assertThat(desk.subject() + phone.subject(), is("alice"));
        }
    }

    /** Own sessions, without a limit. */
    @Path("own")
    public static class Own extends SessionsResource {}

    /** Own sessions, for those who have just signed in. */
    @Path("stale")
    public static class Stale extends SessionsResource {
        @Override
        protected Duration endableFor() {
            return Duration.ZERO;
        }
    }

    /** What happened. */
    @ApplicationScoped
    public static class Observer {
        private final List<SignedOut> events = new CopyOnWriteArrayList<>();

        void observe(@Observes SignedOut event) {
            events.add(event);
        }

        List<SignedOut> events() {
            return events;
        }
    }

    /** An observer that fails. */
    @ApplicationScoped
    public static class Failing {
        void observe(@Observes SignedOut event) {
            throw new IllegalStateException("on purpose");
        }
    }

    private static final class Recorder extends Handler {
        private final List<String> lines;

        Recorder(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord log) {
            lines.add(log.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
