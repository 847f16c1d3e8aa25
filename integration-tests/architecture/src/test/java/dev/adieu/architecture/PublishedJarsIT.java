// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

/** What is in the jars that are published. */
class PublishedJarsIT {
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
    void theLicenceComesAlong(Pom pom) throws IOException {
        assertThat(entries(pom), hasItems("META-INF/LICENSE", "META-INF/NOTICE"));
    }

    /** By a descriptor, or, where tests run on the class path anyway, by the manifest; never by the name of the file. */
    @ParameterizedTest
    @MethodSource("published")
    void theModuleHasItsName(Pom pom) throws IOException {
        var jar = poms.built(pom, ".jar");
        var module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();

        assertThat(module.name(), is(pom.module()));
        assertThat(module.isAutomatic(), is(pom.artifact().equals("adieu-store-contract")));
        try (var file = new JarFile(jar.toFile())) {
            var name = file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
            assertThat(name, is(module.isAutomatic() ? pom.module() : null));
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void nothingElseIsInIt(Pom pom) throws IOException {
        var known = Pattern.compile(
                """
                META-INF/(MANIFEST\\.MF|LICENSE|NOTICE|beans\\.xml|web-fragment\\.xml)
                |META-INF/services/jakarta\\.[\\w.]+
                |META-INF/resources/adieu\\.(js|d\\.ts)
                |META-INF/maven/dev\\.adieu/%s/pom\\.(xml|properties)
                |module-info\\.class
                |%s/(spi/)?[\\w$-]+\\.(class|properties|sql|lua|js|txt)
                """
                        .formatted(pom.artifact(), pom.module().replace('.', '/')),
                Pattern.COMMENTS);

        var strangers = entries(pom);
        strangers.removeIf(known.asMatchPredicate());

        assertThat(strangers, is(empty()));
    }

    private static TreeSet<String> entries(Pom pom) throws IOException {
        try (var jar = new JarFile(poms.built(pom, ".jar").toFile())) {
            var entries = new TreeSet<String>();
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .forEach(entries::add);
            return entries;
        }
    }
}
