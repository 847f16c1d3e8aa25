// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What refuses the deployment, and says why. */
class ProviderSettingsTest {

    @ParameterizedTest
    @MethodSource
    void areRefused(Map<String, String> settings, String named) {
        var refusal = assertThrows(Throwable.class, () -> new ServedIdp(settings).close());

        assertThat(messages(refusal), containsString(named));
    }

    static Stream<Arguments> areRefused() {
        var issuer = "adieu.openid-provider.issuer";
        var url = "adieu.openid-provider.url";
        return Stream.of(
                arguments(Map.of(issuer, "https://id.example"), url),
                arguments(Map.of(url, "https://id.example/openid"), issuer),
                arguments(Map.of(issuer, "id.example", url, "https://id.example/openid"), "id.example"),
                // RPI-14
                arguments(
                        Map.of(issuer, "https://id.example", url, "http://id.example/openid"),
                        "http://id.example/openid"),
                arguments(
                        Map.of(issuer, "https://id.example", url, "https://id.example/?a=b"),
                        "https://id.example/?a=b"),
                arguments(
                        Map.of(
                                issuer,
                                "https://id.example",
                                url,
                                "https://id.example/openid",
                                "adieu.openid-provider.automatic-return",
                                "perhaps"),
                        "perhaps"),
                arguments(
                        Map.of(
                                issuer,
                                "https://id.example",
                                url,
                                "https://id.example/openid",
                                "adieu.openid-provider.coordinate-lifetimes",
                                "sometimes"),
                        "sometimes"),
                arguments(
                        Map.of(
                                issuer,
                                "https://id.example",
                                url,
                                "https://id.example/openid",
                                "adieu.openid-provider.retention",
                                "a while"),
                        "a while"),
                arguments(
                        Map.of(
                                issuer,
                                "https://id.example",
                                url,
                                "https://id.example/openid",
                                "adieu.openid-provider.check-session",
                                "yes"),
                        "yes"),
                arguments(Map.of("adieu.openid-provider.check-session", "true"), issuer));
    }

    private static String messages(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .map(String::valueOf)
                .reduce("", (all, each) -> all + each);
    }
}
