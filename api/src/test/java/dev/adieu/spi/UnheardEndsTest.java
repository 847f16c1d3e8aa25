// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class UnheardEndsTest {
    private final UnheardEnds ends = new UnheardEnds();
    private final SessionRecord record = record();

    @Test
    void areAnsweredOnce() {
        ends.add("one");

        assertThat(ends.ask(operation -> List.of(record)), is(List.of(record)));
        assertThat(ends.ask(operation -> List.of(record)), is(List.of()));
    }

    @Test
    void areAskedForAgainWhenNothingHasEndedYet() {
        ends.add("one");

        assertThat(ends.ask(operation -> List.of()), is(List.of()));
        assertThat(ends.ask(operation -> List.of(record)), is(List.of(record)));
    }

    @Test
    void areNotLostWhenTheNextQuestionFails() {
        ends.add("one");
        ends.add("another");
        var questions = new AtomicInteger();

        var failure = assertThrows(
                StoreUnavailableException.class,
                () -> ends.ask(operation -> {
                    if (questions.incrementAndGet() == 2) {
                        throw new StoreUnavailableException("down", new IllegalStateException());
                    }
                    return List.of(record);
                }));

        assertThat(failure.ended(), is(List.of(record)));
        assertThat(ends.ask(operation -> List.of(record)), is(List.of(record)));
        assertThat(ends.ask(operation -> List.of(record)), is(List.of()));
    }

    private static SessionRecord record() {
        var random = new SecureRandom();
        var session = new NewSession(
                Bucket.of("alice").newSessionId(random),
                Token.random("alice", random).hash(),
                "alice",
                Set.of(),
                "Cookies",
                Map.of(),
                Set.of(),
                Map.of(),
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                Duration.ZERO);
        return new StoredSession(session, Instant.EPOCH).record(Instant.EPOCH, null);
    }
}
