// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.SignOutError;
import dev.adieu.documentation.Pages.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** docs/errors.md has every code and its status, and quotes messages that exist. */
class ErrorsPageTest {
    private static final Pages PAGE = Pages.of("docs/errors.md");

    @Test
    void everyErrorIsThereWithItsStatus() {
        var missing = Arrays.stream(SignOutError.values())
                .filter(error -> !PAGE.text().contains("\n| `" + error.code() + "` | " + error.status()))
                .toList();

        assertThat(missing, is(empty()));
    }

    @Test
    void everyErrorOfTheBrowsersModuleIsThere() {
        var script = Pages.read(Pages.ROOT.resolve("impl/core/src/main/resources/META-INF/resources/adieu.js"));
        var missing = Pattern.compile("failed\\('([a-z_]+)'\\)")
                .matcher(script)
                .results()
                .map(match -> match.group(1))
                .filter(code -> !PAGE.text().contains("\n| `" + code + "` |"))
                .toList();

        assertThat(missing, is(empty()));
    }

    /** Messages are in several literals, and the page leaves out what differs. */
    @Test
    void everyMessageIsOneOfTheCode() {
        var code = Pages.files("(api|impl)/.*/src/main/java/.*\\.java|api/src/main/java/.*\\.java").stream()
                .map(Pages::read)
                .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", ""))
                .collect(Collectors.joining("\n"));
        var rows = Pattern.compile("^\\| (?:ERROR |WARNING )?\\|? ?(`[A-Z@].*?) \\|", Pattern.MULTILINE)
                .matcher(PAGE.text())
                .results()
                .flatMap(row -> new Pages("docs/errors.md", row.group(1)).inline().stream())
                .map(Quoted::text)
                .toList();

        assertThat(rows.size(), is(greaterThan(30)));
        assertThat(rows.stream().filter(message -> !isIn(code, message)).toList(), is(empty()));
    }

    private static boolean isIn(String code, String message) {
        return List.of(message.split("…")).stream()
                .map(part -> part.replaceAll("^\\W+|[\\s'(:;,.]+$", ""))
                .filter(part -> part.length() > 3)
                .allMatch(code::contains);
    }
}
