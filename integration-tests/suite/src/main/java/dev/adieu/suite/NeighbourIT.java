// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** The sample twice on one server, under another path: neither disturbs the other. */
@Tag("neighbour")
class NeighbourIT {
    private final UserAgent agent = new UserAgent(Sample.root());
    private final UserAgent next = agent.at(Sample.root().resolve("../neighbour/"));

    @BeforeEach
    void awaitTheNeighbour() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> next.get("api/hello").status() == 200);
    }

    @Test
    void aSessionOfOneIsNobodysInTheOther() {
        agent.signedIn("alice");

        assertThat(next.subject(), is(""));
    }

    @Test
    void aSignOutOfOneLeavesTheOther() {
        agent.signedIn("alice");
        next.signedIn("bob");
        assertThat(agent.subject() + next.subject(), is("alicebob"));

        agent.post("api/sign-out/everywhere");

        assertThat(agent.subject() + next.subject(), is("bob"));
        next.post("api/sign-out");
        assertThat(next.subject(), is(""));
    }

    @Test
    void eachHasItsOwnTrace() {
        agent.signedIn("user23").post("api/sign-out");
        next.signedIn("admin");

        assertThat(next.get("api/audit").body(), not(containsString("user23")));
    }
}
