// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

/** What values say of themselves, in logs and debuggers. */
class SecretsInValuesTest {
    private static final URI HINTED = URI.create("https://op.example/logout?id_token_hint=s3cret");

    static Stream<Object> values() {
        return Stream.of(
                new ResponseChange.SetCookie("adieu", "s3cret", true),
                new ResponseChange.SeeOther(HINTED),
                SignIn.builder("alice").secret(SignIn.ID_TOKEN, "s3cret").build(),
                SignOutResult.signedOut(HINTED),
                new SignOutPlan(
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new ResponseChange.SetCookie("adieu", "s3cret", true)),
                        HINTED));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areNotShown(Object value) {
        assertThat(value.toString(), not(containsString("s3cret")));
    }
}
