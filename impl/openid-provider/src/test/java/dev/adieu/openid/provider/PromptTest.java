// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.openid.provider.Prompt.Own;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** RPI-4 to RPI-6, S-20: when a user is asked, and what is left of the request. */
class PromptTest {
    private static final Optional<Own> ALICE = Optional.of(new Own("alice", "s1"));
    private static final String OUT = "https://shop.example/out";

    @Test
    void nobodyWhoIsNotSignedInIsAsked() {
        for (var message : List.of(LogoutMessage.NONE, hint("alice", "s1"), hint("bob", "s9"), hint("bob", null))) {
            var prompt = Prompt.of(message, Optional.empty(), (sid, subject) -> false);

            assertThat(prompt, is(new Prompt(false, message)));
        }
    }

    @Test
    void theHintOfThisSessionIsEnough() {
        var prompt = Prompt.of(hint("alice", "s1"), ALICE, (sid, subject) -> false);

        assertThat(prompt.needed(), is(false));
        assertThat(prompt.message().returnUrl(), is(OUT));
    }

    @Test
    void aHintWithoutASessionIsOfItsPerson() {
        assertThat(
                Prompt.of(hint("alice", null), ALICE, (sid, subject) -> false).needed(), is(false));
        assertThat(Prompt.of(hint("bob", null), ALICE, (sid, subject) -> false).needed(), is(true));
    }

    @Test
    void withoutAHintTheyAreAsked() {
        assertThat(Prompt.of(LogoutMessage.NONE, ALICE, (sid, subject) -> true).needed(), is(true));
    }

    @Test
    void aHintOfAnotherSessionAsksAndKeepsTheWayBack() {
        for (var other : List.of(hint("alice", "s2"), hint("bob", "s2"), hint("bob", "s1"))) {
            var prompt = Prompt.of(other, ALICE, (sid, subject) -> true);

            assertThat(prompt.needed(), is(true));
            assertThat(prompt.message().returnUrl(), is(OUT));
        }
    }

    /** RPI-5 */
    @Test
    void aHintOfASessionThatNobodyHadLatelyLeadsNowhere() {
        var prompt = Prompt.of(hint("alice", "s2"), ALICE, (sid, subject) -> false);

        assertThat(prompt.needed(), is(true));
        assertThat(prompt.message().returnUrl(), is(nullValue()));
        assertThat(prompt.message().clientId(), is(nullValue()));
    }

    private static LogoutMessage hint(String subject, String sid) {
        return new LogoutMessage("shop", subject, sid, OUT, null, List.of(), Map.of());
    }
}
