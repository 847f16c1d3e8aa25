// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import dev.adieu.store.contract.MovingClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class ConfirmationTokenTest {
    private final MovingClock clock = new MovingClock();
    private final Confirmation confirmation = new Confirmation(clock);
    private final List<TokenHash> alice = session();

    private static List<TokenHash> session() {
        return List.of(Token.random("alice", new SecureRandom()).hash());
    }

    @Test
    void holdsForTenMinutes() {
        var token = confirmation.token(alice, "/sign-out");

        clock.pass(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(confirmation.confirms(token, alice, "/sign-out"), is(true));

        clock.pass(Duration.ofSeconds(1));
        assertThat(confirmation.confirms(token, alice, "/sign-out"), is(false));
    }

    @Test
    void holdsForOneSessionAndOnePath() {
        var token = confirmation.token(alice, "/sign-out");

        assertThat(confirmation.confirms(token, session(), "/sign-out"), is(false));
        assertThat(confirmation.confirms(token, alice, "/sign-out/everywhere"), is(false));
    }

    @Test
    void cannotBeProlonged() {
        var token = confirmation.token(alice, "/sign-out");
        var dot = token.indexOf('.');

        assertThat(confirmation.confirms("999999999999" + token.substring(dot), alice, "/sign-out"), is(false));
    }
}
