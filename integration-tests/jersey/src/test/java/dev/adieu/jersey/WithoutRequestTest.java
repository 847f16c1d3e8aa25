// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.core.AdieuFeature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** In a job, or on a thread of one's own. */
class WithoutRequestTest {
    private Served served;
    private SessionManager sessions;

    @BeforeEach
    void serve() {
        served = Served.with(Account.class).beans(Job.class).start();
        sessions = served.bean(SessionManager.class);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void namedSessionsEnd() {
        var alice = served.agent().signedIn("alice");
        var bob = served.agent().signedIn("bob");

        var result = sessions.signOut(SignOutOptions.builder()
                .selector(SessionSelector.bySubject("alice"))
                .reason(Reason.ADMINISTRATOR)
                .build());

        assertThat(result.ok(), is(true));
        assertThat(result.url(), is(nullValue()));
        assertThat(alice.subject(), is(""));
        assertThat(bob.subject(), is("bob"));
    }

    @Test
    void sessionsAreListedAndPlanned() {
        var alice = served.agent().signedIn("alice");

        var all = SessionSelector.everyone();
        assertThat(sessions.sessions(all, Page.first(10)), hasSize(1));
        var plan = sessions.plan(SignOutOptions.of(all));

        assertThat(plan.sessions(), hasSize(1));
        assertThat(plan.url(), is(nullValue()));
        assertThat(alice.subject(), is("alice"));
    }

    @ParameterizedTest
    @EnumSource
    void theCallersSessionsAreNotGuessed(SignOut.Sessions which) {
        var options = SignOutOptions.builder().sessions(which).build();

        var refusal = assertThrows(IllegalStateException.class, () -> sessions.signOut(options));

        assertThat(refusal.getMessage(), containsString("request"));
        assertThrows(IllegalStateException.class, () -> sessions.plan(options));
    }

    @Test
    void whatNeedsACallerRefusesAndSaysWhatToDo() {
        Stream.<Executable>of(
                        sessions::current,
                        sessions::require,
                        sessions::sessions,
                        () -> sessions.signIn(SignIn.of("alice")),
                        () -> sessions.safeUrl("/"))
                .forEach(call -> {
                    var refusal = assertThrows(IllegalStateException.class, call);
                    assertThat(refusal.getMessage(), containsString(AdieuFeature.class.getName()));
                });
    }

    @Test
    void aRequestContextWithoutARequestIsNoRequest() {
        var job = served.bean(Job.class);
        var alice = served.agent().signedIn("alice");

        assertThrows(IllegalStateException.class, job::current);
        job.endAlice();

        assertThat(alice.subject(), is(""));
    }

    /** Work that the container starts, with a request context and no request. */
    @ApplicationScoped
    public static class Job {
        @Inject
        SessionManager sessions;

        @ActivateRequestContext
        void current() {
            sessions.current();
        }

        @ActivateRequestContext
        void endAlice() {
            sessions.signOut(SignOutOptions.of(SessionSelector.bySubject("alice")));
        }
    }
}
