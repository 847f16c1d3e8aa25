// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.spi.SignOutEffect;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

class EffectOrderTest {

    /** S-24: the tokens first, so that no client that is told gets new ones. */
    @Test
    void tokensAreRevokedBeforeAnybodyIsTold() {
        var names = Stream.of(new FrontChannel(), new BackChannel(), new GrantRevocation())
                .sorted(Comparator.comparingInt(SignOutEffect::order))
                .map(SignOutEffect::name)
                .toList();

        assertThat(names, contains("openid-grants", "openid-back-channel", "openid-front-channel"));
    }
}
