// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SettingsTest {

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        var settings = read(Map.of());

        assertThat(
                settings,
                is(new Settings(
                        Duration.ofMinutes(30),
                        Duration.ofHours(12),
                        Optional.empty(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        "adieu",
                        Optional.empty(),
                        Limit.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        false,
                        Set.of(),
                        Set.of(),
                        Duration.ofSeconds(30),
                        true,
                        true,
                        SecretKeys.NONE,
                        Optional.empty(),
                        Map.of())));
    }

    @ParameterizedTest
    @CsvSource({"PT30M, 30", "30m, 30", "1800s, 30", "2H, 120", "1d, 1440", "PT1H30M, 90", "' 5m ', 5"})
    void durationsHaveTwoSpellings(String text, long minutes) {
        assertThat(read(Map.of("adieu.idle-timeout", text)).idleTimeout(), is(Duration.ofMinutes(minutes)));
    }

    @Test
    void listsAreSeparatedByCommas() {
        var settings = read(Map.of("adieu.origin", "https://a.example, https://b.example:8443"));

        assertThat(
                settings.origins(),
                is(Set.of(new Origin("https", "a.example", 443), new Origin("https", "b.example", 8443))));
    }

    @Test
    void theHostsOwnRootIsNoContextPath() {
        assertThat(read(Map.of("adieu.context-path", "/")).contextPath(), is(Optional.of("")));
    }

    @Test
    void aRefusalNamesKeyValueAndWhatIsAllowed() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> read(Map.of("adieu.idle-timeout", "-30m")));

        assertThat(refusal.getMessage(), containsString("adieu.idle-timeout"));
        assertThat(refusal.getMessage(), containsString("'-30m'"));
        assertThat(refusal.getMessage(), containsString("PT30M"));
    }

    private static Settings read(Map<String, String> values) {
        return Settings.read(new SettingsReader(values::get, values.keySet()));
    }
}
