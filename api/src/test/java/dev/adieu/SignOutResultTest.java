// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SignOutResultTest {

    @Test
    void orElseThrowGivesWhatIsOk() {
        var result = SignOutResult.signedOut(URI.create("/"));

        assertThat(result.orElseThrow(), is(sameInstance(result)));
    }

    @ParameterizedTest
    @EnumSource
    void orElseThrowThrowsTheAnswerOfTheError(SignOutError error) {
        var failed = SignOutResult.failed(error);

        var thrown = assertThrows(SignOutException.class, failed::orElseThrow);

        assertThat(thrown.error(), is(error));
        assertThat(thrown.getResponse().getStatus(), is(error.status()));
        assertThat(thrown.getResponse().getEntity(), is(failed));
    }
}
