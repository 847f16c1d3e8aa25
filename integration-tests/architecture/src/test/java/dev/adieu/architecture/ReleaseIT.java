// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What a release has beside the jars: {@code mvn -Prelease verify} has just built it. */
@Tag("release")
class ReleaseIT {
    private static Poms poms;

    @BeforeAll
    static void read() throws IOException {
        poms = Poms.read();
    }

    static Stream<Pom> published() {
        return poms.publishedJars();
    }

    @ParameterizedTest
    @MethodSource("published")
    void theSourcesAreThoseOfTheClasses(Pom pom) throws IOException {
        var sources = entries(pom, "-sources.jar", ".java");

        var classes = entries(pom, ".jar", ".class");
        classes.removeIf(name -> name.contains("$"));

        assertThat(sources, is(classes));
        assertThat(sources.size(), is(greaterThan(1)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyPackageThatIsExportedIsDescribed(Pom pom) throws IOException {
        var module = ModuleFinder.of(poms.built(pom, ".jar"))
                .findAll()
                .iterator()
                .next()
                .descriptor();
        var exported = module.isAutomatic()
                ? module.packages().stream()
                : module.exports().stream().map(ModuleDescriptor.Exports::source);

        var pages = entries(pom, "-javadoc.jar", "/package-summary.html");

        var missing = exported.filter(name -> pages.stream().noneMatch(page -> page.endsWith(name.replace('.', '/'))))
                .toList();
        assertThat(missing, is(empty()));
        assertThat(pages, is(not(empty())));
    }

    @ParameterizedTest
    @MethodSource("published")
    void theBillOfMaterialsSaysWhatComesWithIt(Pom pom) throws IOException {
        var bill = Files.readString(poms.built(pom, "-cyclonedx.json"));

        assertThat(bill, containsString("\"bomFormat\" : \"CycloneDX\""));
        assertThat(bill, containsString("\"purl\" : \"pkg:maven/dev.adieu/" + pom.artifact() + "@"));
        for (var brought : pom.brought()) {
            assertThat(bill, containsString("/" + brought + "@"));
        }
        assertThat("what a server provides is not ours", bill, not(containsString("/jakarta.enterprise.cdi-api@")));
    }

    /** An import takes whatever the pom manages, of its parents too. */
    @Test
    void theBomBringsNoVersionsOfOthers() {
        var bom = poms.of("adieu-bom");
        var alone = Pom.read(bom.folder().resolve("target/adieu-bom.pom"));

        assertThat(alone.parent(), is(""));
        assertThat(alone.managed(), is(bom.managed()));
        for (var asked : List.of("name", "description", "url", "licenses", "developers", "scm")) {
            assertThat(asked, alone.says(asked), is(true));
        }
    }

    private static TreeSet<String> entries(Pom pom, String jar, String ending) throws IOException {
        try (var file = new JarFile(poms.built(pom, jar).toFile())) {
            var names = new TreeSet<String>();
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .forEach(names::add);
            return names;
        }
    }
}
