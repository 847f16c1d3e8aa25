// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutOptions;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

class StoreFailureTest {
    private Served served;
    private TestStore store;
    private UserAgent alice;

    @BeforeEach
    void serve() {
        served =
                Served.with(Account.class, Callers.class).beans(TestStore.class).start();
        store = served.bean(TestStore.class);
        alice = served.agent().signedIn("alice");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "everywhere", "with-entity"})
    void aStoreThatIsDownMeansNotSignedOut(String path) {
        store.down(true);

        var reply = alice.post(path);

        assertUnavailable(reply);
        assertThat(reply.body(), is("{\"ok\":false,\"error\":\"store_unavailable\",\"url\":null}"));
        store.down(false);
        assertThat(alice.subject(), is("alice"));
        assertThat(alice.post("sign-out").json().getBoolean("ok"), is(true));
        assertThat(alice.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "everywhere", "with-entity"})
    void aStoreThatFailsInTheMiddleMeansNotSignedOut(String path) {
        store.endFails(true);

        var reply = alice.post(path);

        assertUnavailable(reply);
        store.endFails(false);
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void aPersonIsToldToTryAgain() {
        store.down(true);

        var reply = alice.post("sign-out", UserAgent.NAVIGATION);

        assertUnavailable(reply);
        assertThat(reply.header("Content-Type"), containsString("text/html"));
        assertThat(reply.body(), containsString("may still be signed in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/hello", "require", "callers/principal", "callers/role"})
    void unavailableIsNotUnknown(String path) {
        store.down(true);

        var reply = alice.get(path);

        assertUnavailable(reply);
        store.down(false);
        assertThat(alice.get(path).status(), is(200));
    }

    @Test
    void publicMethodsAreUnharmed() {
        store.down(true);

        assertThat(alice.get("public").status(), is(200));
        assertThat(alice.get("public", UserAgent.NAVIGATION).setCookies(), is(empty()));
    }

    @Test
    void nobodyIsSignedIn() {
        store.down(true);

        var reply = served.agent().postForm("api/sign-in", Map.of("username", "bob"));

        assertUnavailable(reply);
    }

    @Test
    void theReasonStaysInTheLog() {
        store.down(true);

        assertThat(alice.post("sign-out").body(), not(containsString("refused")));
        assertThat(alice.get("require").body(), not(containsString("refused")));
    }

    @Test
    void aJobIsToldToo() {
        store.down(true);

        var result = served.bean(SessionManager.class).signOut(SignOutOptions.of(SessionSelector.bySubject("alice")));

        assertThat(result.ok(), is(false));
        assertThat(result.error(), is("store_unavailable"));
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.toString(), reply.status(), is(503));
        assertThat(reply.header("Retry-After"), is("5"));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        assertThat(reply.setCookies(), is(empty()));
    }
}
