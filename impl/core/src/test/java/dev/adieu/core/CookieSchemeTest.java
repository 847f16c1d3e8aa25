// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

class CookieSchemeTest {
    private static final Token ALICE = Token.random("alice", new SecureRandom());
    private static final Token BOB = Token.random("bob", new SecureRandom());

    private final CookieScheme scheme = new CookieScheme(
            "Cookies", new CookieNaming("adieu", new PublicOrigin(Set.of()), new ContextPath(Optional.empty())));

    @Test
    void findsItsCookieAmongWhateverElseIsSent() {
        var own = "adieu-8080=" + ALICE.reveal();

        for (var header : List.of(
                own,
                "a=b; " + own + "; c=d",
                ";; ;" + own + ";",
                "  adieu-8080 =\t" + ALICE.reveal() + "  ;x",
                "adieu-80800=x; xadieu-8080=y; adieu-8080; =; " + own,
                "flag; flag;" + own + ";flag")) {
            assertThat(header, found(header), is(List.of(ALICE.hash())));
        }
    }

    @Test
    void findsEachOfSeveral() {
        assertThat(
                found("adieu-8080=" + ALICE.reveal() + ";adieu-8080=" + BOB.reveal()),
                is(List.of(ALICE.hash(), BOB.hash())));
    }

    @Test
    void isReadOnceHoweverLongItIs() {
        // Whoever reads it by the square of its length is not done in minutes.
        for (var part : List.of(";", "a;", "=;", " ", "adieu-8080=;", "adieu-8080")) {
            assertThat(found(part.repeat(4_000_000 / part.length())), is(empty()));
        }
    }

    private List<TokenHash> found(String header) {
        return scheme.find(Requests.post("Cookie", header)).credentials();
    }
}
