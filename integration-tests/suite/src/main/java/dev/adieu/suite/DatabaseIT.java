// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Sessions in a database of the server's, which takes part in the transactions of the application. */
@Tag("servlet")
@Tag("database")
class DatabaseIT {
    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void staySignedOutWhenTheTransactionAroundTheSignOutIsTakenBack() {
        assertThat(agent.get("api/transfers").body(), is("0"));
        agent.signedIn("alice");
        var stolen = agent.copy();

        assertThat(agent.post("api/transfers").status(), is(500));

        assertThat(agent.get("api/transfers").body(), is("0"));
        assertThat(stolen.subject(), is(""));
    }
}
