// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

/** Roles of Adieu's sessions, where the server itself asks for them: servlet, Jakarta REST, enterprise bean, Jakarta Faces. */
@Tag("callers")
class RolesIT {
    private static final String SERVLET = "archive";
    private static final String RESOURCE = "api/books/journal";
    private static final String BEAN = "api/books/ledger";
    private static final String PAGE = "who.xhtml";

    private final UserAgent agent = new UserAgent(Sample.root());

    /** Fails for whoever comes first, and lets nobody in. */
    @BeforeAll
    static void callTheBeanFirst() {
        if (Sample.failsFirstBeanCall()) {
            var first = new UserAgent(Sample.root()).signedIn("admin").get(BEAN);

            assertThat(first.status(), is(500));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVLET, RESOURCE, BEAN})
    void letIn(String path) {
        agent.signedIn("admin");

        var reply = agent.get(path);

        assertThat(reply.status(), is(200));
        assertThat(reply.body(), is("read by admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVLET, RESOURCE, BEAN})
    void refuseWhoHasAnother(String path) {
        agent.signedIn("user76");

        assertThat(agent.get(path).status(), is(403));
        assertThat(agent.subject(), is("user76"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVLET, RESOURCE, BEAN})
    void areNobodysWithoutASession(String path) {
        assertThat(agent.get(path).status(), is(oneOf(401, 403)));
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVLET, RESOURCE, BEAN})
    void areGoneAfterTheSignOut(String path) {
        agent.signedIn("admin");
        assertThat(agent.get(path).status(), is(200));
        var stolen = agent.copy();

        agent.post("api/sign-out");

        assertThat(stolen.get(path).status(), is(oneOf(401, 403)));
        assertThat(agent.get(path).status(), is(oneOf(401, 403)));
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVLET, RESOURCE, BEAN})
    void areGoneWhenTheSessionHasEndedElsewhere(String path) {
        agent.signedIn("admin");
        assertThat(agent.get(path).status(), is(200));
        new UserAgent(Sample.root()).signedIn("admin").send("DELETE", "api/admin/subjects/admin/sessions", null);

        assertThat(agent.get(path).status(), is(oneOf(401, 403)));
    }

    @Test
    void areShownByPages() {
        agent.signedIn("admin");

        assertThat(
                agent.get(PAGE).body(),
                allOf(
                        containsString("Principal: admin;"),
                        containsString("Remote user: admin;"),
                        containsString("For administrators")));
    }

    @Test
    void areShownByPagesToThoseOnlyWhoHaveThem() {
        agent.signedIn("user77");

        assertThat(
                agent.get(PAGE).body(),
                allOf(
                        containsString("Principal: user77;"),
                        containsString("Remote user: user77;"),
                        not(containsString("For administrators"))));
    }

    @Test
    void areNobodysOnPagesWithoutASession() {
        assertNobody(agent);
    }

    @Test
    void areGoneFromPagesAfterTheSignOut() {
        agent.signedIn("admin");
        assertThat(agent.get(PAGE).body(), containsString("For administrators"));
        var stolen = agent.copy();

        agent.post("api/sign-out");

        assertNobody(stolen);
        assertNobody(agent);
    }

    @Test
    void areGoneFromPagesWhenTheSessionHasEndedElsewhere() {
        agent.signedIn("admin");
        assertThat(agent.get(PAGE).body(), containsString("For administrators"));
        new UserAgent(Sample.root()).signedIn("admin").send("DELETE", "api/admin/subjects/admin/sessions", null);

        assertNobody(agent);
    }

    private static void assertNobody(UserAgent agent) {
        var reply = agent.get(PAGE);

        assertThat(reply.status(), is(200));
        assertThat(
                reply.body(),
                allOf(
                        containsString("Principal: ;"),
                        containsString("Remote user: ;"),
                        not(containsString("For administrators"))));
    }
}
