// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** What the documentation says is there. */
class DocumentationTest {
    /** Its names are those of metrics. */
    private static final String INSTRUMENTS = "impl/telemetry/src/main/java/dev/adieu/telemetry/Instruments.java";

    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+)#([a-z][A-Za-z0-9]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Path ROOT = root();

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md")).size(), is(lessThanOrEqualTo(150)));
    }

    @Test
    void theExampleOfTheReadmeIsOneThatIsTested() throws IOException {
        var example = ROOT.resolve("integration-tests/jersey/src/test/java/dev/adieu/jersey/ReadmeExample.java");
        var text = Files.readString(example);
        var code = text.substring(text.indexOf("@Path(\"account\")")).replace("ReadmeExample", "Account");

        assertThat(Files.readString(ROOT.resolve("README.md")), containsString("```java\n" + code + "```"));
    }

    @Test
    void everyTestThatThePagesNameExists() throws IOException {
        var tests = TEST.matcher(
                Files.readString(ROOT.resolve("docs/conformance.md")) + Files.readString(ROOT.resolve("docs/asvs.md")));
        var sources = sources();
        var missing = new TreeSet<String>();
        var found = 0;
        while (tests.find()) {
            found++;
            var source = sources.get(tests.group(1));
            if (source == null || !Files.readString(source).contains(" " + tests.group(2) + "(")) {
                missing.add(tests.group());
            }
        }

        assertThat(missing, is(empty()));
        assertThat(found, is(greaterThan(20)));
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        var broken = new TreeSet<String>();
        var pages = pages();
        for (var file : pages) {
            var links = LINK.matcher(Files.readString(file));
            while (links.find()) {
                if (!Files.exists(file.resolveSibling(links.group(1)))) {
                    broken.add(file + ": " + links.group(1));
                }
            }
        }

        assertThat(broken, is(empty()));
        assertThat(pages.size(), is(greaterThan(20)));
    }

    private static List<Path> pages() throws IOException {
        try (var top = Files.list(ROOT);
                var docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** Every setting that the code reads is in the table, and nothing else is. */
    @Test
    void theTableOfSettingsIsThatOfTheCode() throws IOException {
        var code = Files.readString(ROOT.resolve("impl/core/src/main/java/dev/adieu/core/Settings.java"));
        var bearer = Files.readString(ROOT.resolve("impl/jwt/src/main/java/dev/adieu/jwt/BearerScheme.java"));
        var page = Files.readString(ROOT.resolve("docs/settings.md"));
        var read = keys(code, "source\\.get\\(\\s*\"(adieu\\.[a-z.-]+)\"");
        keys(code, "source\\.get\\(prefix \\+ \"\\.([a-z-]+)\"")
                .forEach(member -> read.add("adieu.schemes.<name>." + member));
        try (var files = Files.walk(ROOT.resolve("impl"))) {
            for (var file : files.filter(DocumentationTest::isOfAModule).toList()) {
                read.addAll(keys(Files.readString(file), "\"(adieu\\.[a-z-]+\\.[a-z-]+)\""));
            }
        }

        var openId = Files.readString(
                ROOT.resolve("impl/openid-relying-party/src/main/java/dev/adieu/openid/relying/party/Providers.java"));
        keys(openId, "prefix \\+ \"\\.([a-z-]+)\"").forEach(member -> read.add("adieu.openid.<name>." + member));
        read.addAll(keys(bearer, "= \"(adieu\\.[a-z.-]+)\";"));

        assertThat(keys(page, "^\\| `(adieu\\.[a-z.<>-]+)`"), is(read));
        assertThat(read.size(), is(greaterThan(10)));
    }

    /** Every metric and attribute that leaves the process is in the table, and nothing else is. */
    @Test
    void theTableOfMetricsIsThatOfTheCode() throws IOException {
        var code = Files.readString(ROOT.resolve(INSTRUMENTS));
        var table = Files.readString(ROOT.resolve("docs/telemetry.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.joining("\n"));

        assertThat(keys(table, "`(adieu\\.[a-z._]+)`"), is(keys(code, "\"(adieu\\.[a-z._]+)\"")));
    }

    private static boolean isOfAModule(Path file) {
        var name = file.toString();
        return name.endsWith(".java")
                && name.contains("/src/main/")
                && !name.contains("/core/")
                && !name.endsWith(INSTRUMENTS);
    }

    private static TreeSet<String> keys(String text, String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** By their types' names, walked through once: what servers unpack below is large. */
    private static Map<String, Path> sources() throws IOException {
        var sources = new HashMap<String, Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sources.put(file.getFileName().toString().replaceAll("\\.java$", ""), file);
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    private static Path root() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.md"))) {
            root = root.getParent();
        }
        return root;
    }
}
