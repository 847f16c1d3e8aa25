// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

class SealedLogoutMessagesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final LogoutMessage MESSAGE = new LogoutMessage(
            "shop",
            "alice",
            "s1",
            "https://shop.example/out?state=x",
            "s2",
            List.of("de", "en"),
            Map.of("resource", "a b&c"));

    private final LogoutMessages messages = at(Duration.ZERO, "a");

    @Test
    void comeBackAsTheyWere() {
        assertThat(messages.find(messages.keep(MESSAGE)).orElseThrow(), is(MESSAGE));
        assertThat(messages.find(messages.keep(LogoutMessage.NONE)).orElseThrow(), is(LogoutMessage.NONE));
    }

    @Test
    void showNothingInAUrl() {
        var id = messages.keep(MESSAGE);

        assertThat(id, matchesPattern("[A-Za-z0-9._-]+"));
        assertThat(id, not(containsString("alice")));
        assertThat(messages.keep(MESSAGE), is(not(id)));
    }

    @Test
    void areNotOnesThatSomebodyMade() {
        var id = messages.keep(MESSAGE);

        for (int i = 0; i < id.length(); i++) {
            var changed = id.substring(0, i) + (id.charAt(i) == 'A' ? 'B' : 'A') + id.substring(i + 1);
            // The last letter of a part has bits that mean nothing.
            if (!messages.find(changed).map(MESSAGE::equals).orElse(true)) {
                throw new AssertionError("Another message by a change at " + i);
            }
        }
        for (var other : List.of("", ".", "....", "a.b.c.d.e", "x".repeat(100_000), id + ".", id.substring(1))) {
            assertThat(other, messages.find(other).isPresent(), is(false));
        }
        assertThat(at(Duration.ZERO, "b").find(id).isPresent(), is(false));
    }

    @Test
    void expire() {
        var id = messages.keep(MESSAGE);

        assertThat(at(Duration.ofMinutes(15), "a").find(id).isPresent(), is(true));
        assertThat(at(Duration.ofMinutes(31), "a").find(id).isPresent(), is(false));
    }

    @Test
    void areOpenedByEveryKeyAndSealedByTheFirst() {
        var id = messages.keep(MESSAGE);
        var both =
                new SealedLogoutMessages(Map.of("a", key("a"), "b", key("b")), "b", Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(both.find(id).isPresent(), is(true));
        assertThat(messages.find(both.keep(MESSAGE)).isPresent(), is(false));
    }

    private static LogoutMessages at(Duration later, String key) {
        return new SealedLogoutMessages(Map.of(key, key(key)), key, Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
    }

    private static SecretKey key(String name) {
        var bytes = new byte[32];
        bytes[0] = (byte) name.charAt(0);
        return new SecretKeySpec(bytes, "AES");
    }
}
