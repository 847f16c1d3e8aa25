// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What cannot be run on a machine is said, and the rest runs. */
class BenchmarksTest {
    @TempDir
    Path target;

    private record Run(int exit, String output) {}

    @Test
    void endToEndIsNotRunWithoutWrk() throws Exception {
        var run = run(Map.of("PATH", target.toString()), List.of(), "end-to-end,memory");

        assertNotRun(run, "end-to-end", "wrk is not installed");
        assertRun("memory");
    }

    @Test
    void whatNeedsMoreMemoryThanThereIsIsNotRun() throws Exception {
        var run = run(Map.of(), List.of("-Dbenchmarks.megabytes=1500"), "memory,streams");

        assertNotRun(run, "memory", "needs 2,000 MB of memory, 1,500 are available");
        assertRun("streams");
    }

    @Test
    void thePageForTheDocumentationIsWrittenOfWhatWasFoundBefore() throws Exception {
        run(Map.of(), List.of(), "memory");

        run(
                Map.of(),
                List.of("-Dbenchmarks.docs=true", "-Dbenchmarks.docs-directory=" + target.resolve("docs")),
                "none");

        var page = Files.readString(target.resolve("docs/performance-figures.md"));
        assertThat(page, containsString("| Tomcat, StandardSession | "));
        assertThat(page, containsString("load average "));
        assertThat(page, containsString("Java " + System.getProperty("java.version")));
        assertThat(page, containsString("](images/performance-memory.svg)"));
        assertThat(Files.readString(target.resolve("docs/images/performance-memory.svg")), containsString("</desc>"));
    }

    private void assertNotRun(Run run, String part, String why) throws IOException {
        assertThat(run.output(), run.exit(), is(0));
        assertThat(run.output(), containsString("Not run: " + part + ", " + why));
        assertThat(report(part).getString("notRun"), is(why));
        assertThat(report(part).getBoolean("failed"), is(false));
        assertThat(Files.readString(target.resolve("benchmarks.md")), containsString("not run: " + why));
    }

    private void assertRun(String part) throws IOException {
        assertThat(report(part).isNull("notRun"), is(true));
        assertThat(report(part).getJsonArray("figures"), is(not(empty())));
    }

    private JsonObject report(String part) throws IOException {
        try (var json = Json.createReader(Files.newBufferedReader(target.resolve("benchmarks.json")))) {
            return json.readObject().getJsonArray("parts").getValuesAs(JsonObject.class).stream()
                    .filter(each -> each.getString("part").equals(part))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Run run(Map<String, String> environment, List<String> options, String parts) throws Exception {
        var command = new ArrayList<>(List.of(Machine.java(), "-Dbenchmarks.quick=true"));
        command.addAll(options);
        command.addAll(
                List.of("-cp", Benchmarks.classPath("(?!)"), Benchmarks.class.getName(), target.toString(), parts));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().putAll(environment);
        var running = process.start();
        var output = new String(running.getInputStream().readAllBytes());
        return new Run(running.waitFor(), output);
    }
}
