// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** What docs/getting-started.md says one sees is what one sees. */
class GettingStartedTest {
    private static final Pages PAGE = Pages.of("docs/getting-started.md");

    @Test
    void whatIsTypedIsAnsweredAsThePageSays() {
        var lines = PAGE.blocks("sh").get(0).text().lines().toList();
        var answers = new ArrayList<String>();
        try (var served = new Served(GettingStartedExamples.Account.class)) {
            var jar = served.agent();
            // Curl does not write the jar again unless it is told to: later calls are as if the cookie had been copied.
            for (var line : lines) {
                if (line.startsWith("curl ")) {
                    var curl = Curl.of(line);
                    var reply = curl.send(line.contains("-c jar") ? jar : jar.copy());
                    answers.add(("# " + reply.status() + " " + reply.body()).strip());
                }
            }
        }
        var said = lines.stream().filter(line -> line.startsWith("#")).toList();

        assertThat(answers, hasSize(4));
        assertThat(answers, is(said));
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (var served = new Served(GettingStartedExamples.Account.class)) {
            var form = Map.of("name", "alice", "password", "looking-glass");

            assertThat(served.agent().postForm("account/sign-in", form).status(), is(403));
        }
    }

    /** The forms lead to the methods, and have the fields that these take. */
    @Test
    void theFormsAreThoseOfTheClass() {
        var html = PAGE.blocks("html").get(0).text();
        var java = PAGE.blocks("java").get(0).text();

        assertThat(found(html, "action=\"api/account/([a-z-]+)\""), is(List.of("sign-in", "sign-out")));
        assertThat(found(java, "@Path\\(\"(sign-[a-z]+)\"\\)"), is(List.of("sign-in", "sign-out")));
        assertThat(
                found(html, " name=\"([a-z]+)\"|<input name=\"([a-z]+)\""),
                is(found(java, "@FormParam\\(\"([a-z]+)\"\\)")));
    }

    private static List<String> found(String text, String regex) {
        return java.util.regex.Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toList());
    }
}
