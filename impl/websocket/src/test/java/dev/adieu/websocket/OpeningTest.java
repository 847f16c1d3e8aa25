// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.SessionId;
import dev.adieu.UserSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

class OpeningTest {
    private static final CloseReason NONE = new CloseReason(CloseCodes.VIOLATED_POLICY, "not_signed_in");

    @Test
    void isNotedForOneConnection() {
        var properties = new HashMap<String, Object>();
        var alice = opening("alice");

        alice.noteIn(properties);

        assertThat(Opening.noted(properties).orElseThrow(), is(alice));
        assertThat(Opening.noted(Map.of()).isEmpty(), is(true));
    }

    @Test
    void isNobodysWhereConnectionsShareTheirProperties() {
        var shared = new ConcurrentHashMap<String, Object>();
        opening("alice").noteIn(shared);

        opening("bob").noteIn(shared);

        var noted = Opening.noted(shared).orElseThrow();
        assertThat(noted.session(), is(nullValue()));
        assertThat(noted.otherwise().getCloseCode(), is(CloseCodes.UNEXPECTED_CONDITION));
    }

    private static Opening opening(String subject) {
        var now = Instant.EPOCH;
        return new Opening(
                new UserSession(
                        new SessionId("id-of-" + subject), subject, Set.of(), "Cookies", now, now, now, Map.of()),
                NONE);
    }
}
