// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.util.function.Predicate.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** What is published, and what the poms say of it. What is in the jars: {@link PublishedJarsIT}. */
class PublishedTest {
    private static final Pattern RELEASED = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+)\\b");
    private static final Pattern REQUIRED = Pattern.compile("requires (dev\\.adieu[a-z.]*);");

    private static Poms poms;

    @BeforeAll
    static void read() throws IOException {
        poms = Poms.read();
    }

    @Test
    void theBomListsWhatIsPublishedAndNothingElse() {
        var published = sorted(poms.publishedJars().map(Pom::artifact));
        var listed = poms.of("adieu-bom").managed();

        assertThat(sorted(listed.stream()), is(published));
        assertThat("each once", listed.size(), is(published.size()));
        assertThat(published.size(), is(greaterThan(10)));
    }

    @Test
    void testsStayAtHomeButForTheContractOfStores() {
        var published = sorted(poms.published()
                .map(pom -> Poms.ROOT.relativize(pom.folder()).toString())
                .filter(folder -> folder.startsWith("integration-tests")));

        assertThat(published, is(new TreeSet<>(List.of("integration-tests/store-contract"))));
    }

    @Test
    void parentsOfWhatIsPublishedAreToo() {
        var published = sorted(poms.published().map(Pom::artifact));
        var parents = sorted(poms.published().map(Pom::parent).filter(parent -> !parent.isEmpty()));

        parents.removeAll(published);

        assertThat(parents, is(empty()));
    }

    /** What Maven Central asks for: the root says it for all, and each says what it is. */
    @Test
    void thePomsSayWhatMavenCentralAsks() {
        var root = poms.of("adieu");
        for (var asked : new String[][] {
            {"url"},
            {"licenses", "license", "name"},
            {"licenses", "license", "url"},
            {"developers", "developer", "name"},
            {"scm", "connection"},
            {"scm", "developerConnection"},
            {"scm", "url"}
        }) {
            assertThat(String.join("/", asked), root.text(asked).isEmpty(), is(false));
        }
        for (var pom : poms.published().toList()) {
            assertThat(pom.artifact(), pom.text("name").isEmpty(), is(false));
            assertThat(pom.artifact(), pom.text("description").isEmpty(), is(false));
        }
    }

    @Test
    void whereTheProjectLivesIsSaidOnce() {
        var repeated = poms.all()
                .filter(pom -> !pom.parent().isEmpty())
                .filter(pom -> Stream.of("url", "licenses", "developers", "scm").anyMatch(pom::says))
                .map(Pom::artifact)
                .toList();

        assertThat(repeated, is(empty()));
    }

    /** Comparing the API begins after the first release, and nobody has to remember it. */
    @Test
    void theApiIsComparedWithTheReleaseBefore() throws IOException {
        var root = poms.of("adieu");
        var version = root.text("version");
        var releases = releases();

        var before = releases.stream().filter(not(version::equals)).findFirst().orElse("");

        assertThat(root.text("properties", "adieu.previous-release"), is(before));
        assertThat(root.text("properties", "japicmp.skip"), is(String.valueOf(before.isEmpty())));
        assertThat(version, version.endsWith("-SNAPSHOT") || releases.contains(version), is(true));
    }

    @Test
    void theConsumerRequiresEveryModule() throws IOException {
        var modules = sorted(poms.publishedJars()
                .filter(pom -> Files.exists(pom.folder().resolve("src/main/java/module-info.java")))
                .map(Pom::module));
        var consumer = poms.of("adieu-consumer").folder().resolve("src/main/java/module-info.java");

        var required =
                sorted(REQUIRED.matcher(Files.readString(consumer)).results().map(match -> match.group(1)));

        assertThat(required, is(modules));
        assertThat(required.size(), is(greaterThan(5)));
    }

    /** Those that CHANGES.md names, the newest first. */
    private static List<String> releases() throws IOException {
        return RELEASED.matcher(Files.readString(Poms.ROOT.resolve("CHANGES.md")))
                .results()
                .map(release -> release.group(1))
                .toList();
    }

    private static TreeSet<String> sorted(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
