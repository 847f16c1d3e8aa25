// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class RestrictionTest {

    @ParameterizedTest
    @MethodSource("all")
    void isReadAsItWasWritten(Restriction restriction) {
        assertThat(Restriction.parse(restriction.text()), is(restriction));
    }

    static Stream<Restriction> all() {
        return Stream.of(
                Restriction.NONE,
                new Restriction(false, true, Set.of()),
                new Restriction(true, false, Set.of("shop", "https://blog.example/a b,c")));
    }

    @Test
    void tellsTheClientsThatAreNamedOrAll() {
        assertThat(Restriction.NONE.tells("shop"), is(true));
        assertThat(new Restriction(true, true, Set.of("shop")).tells("shop"), is(true));
        assertThat(new Restriction(true, true, Set.of("shop")).tells("blog"), is(false));
        assertThat(new Restriction(false, true, Set.of("shop")).tells("shop"), is(false));
    }
}
