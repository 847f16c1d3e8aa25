// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.FederatedLink;
import dev.adieu.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

class StoredSessionTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final NewSession session = new NewSession(
            Bucket.of("ü\u0000🦊").newSessionId(RANDOM),
            Token.random("ü\u0000🦊", RANDOM).hash(),
            "ü\u0000🦊",
            Set.of("admin", ""),
            "Cookies",
            Map.of("device", "desk", "", "empty name"),
            Set.of(new FederatedLink("https://op", "s", null), new FederatedLink("https://op", "s", "1")),
            Map.of("token", "x".repeat(100_000)),
            Duration.ofMinutes(30),
            Duration.ofHours(12),
            Duration.ZERO);

    @Test
    void readsWhatItWrote() {
        assertThat(StoredSession.parse(StoredSession.bytes(session), NOW), is(new StoredSession(session, NOW)));
    }

    @Test
    void readsWhatALaterVersionHasAddedToTheFormat() {
        var bytes = StoredSession.bytes(session);

        assertThat(
                StoredSession.parse(Arrays.copyOf(bytes, bytes.length + 40), NOW)
                        .session(),
                is(session));
    }

    @Test
    void refusesAnotherFormatByName() {
        var bytes = StoredSession.bytes(session);
        bytes[0] = 2;

        var refusal = assertThrows(IllegalArgumentException.class, () -> StoredSession.parse(bytes, NOW));

        assertThat(refusal.getMessage(), allOf(containsString("format 2"), containsString("format 1")));
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        var bytes = StoredSession.bytes(session.withSecrets(Map.of()));
        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> StoredSession.parse(cut, NOW), "cut at " + length);
        }
    }

    @Test
    void refusesATextOfLessThanNothing() {
        var bytes = StoredSession.bytes(session);
        bytes[1] = (byte) 0x80;

        assertThrows(IllegalArgumentException.class, () -> StoredSession.parse(bytes, NOW));
    }

    @Test
    void neverShowsSecrets() {
        assertThat(new StoredSession(session, NOW).toString(), not(containsString("xxxx")));
    }

    @Test
    void expiresWhenIdleAndAtTheEndOfItsLifeInAnyCase() {
        var stored = new StoredSession(session, NOW);

        assertThat(stored.expiresAt(NOW), is(NOW.plus(Duration.ofMinutes(30))));
        assertThat(stored.expiry(NOW), is(Reason.IDLE_TIMEOUT));
        var late = NOW.plus(Duration.ofHours(11).plusMinutes(45));
        assertThat(stored.expiresAt(late), is(NOW.plus(Duration.ofHours(12))));
        assertThat(stored.expiry(late), is(Reason.LIFETIME));
    }
}
