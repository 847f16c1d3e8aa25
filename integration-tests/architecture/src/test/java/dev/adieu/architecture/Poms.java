// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The poms of this project, by artifact. */
final class Poms {
    static final Path ROOT = root();

    private final Map<String, Pom> byArtifact = new TreeMap<>();

    private Poms() {}

    static Poms read() throws IOException {
        var poms = new Poms();
        try (var files = Files.walk(ROOT)) {
            files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target"))
                    .map(Pom::read)
                    .forEach(pom -> poms.byArtifact.put(pom.artifact(), pom));
        }
        return poms;
    }

    Pom of(String artifact) {
        var pom = byArtifact.get(artifact);
        if (pom == null) {
            throw new IllegalArgumentException("No pom of " + artifact);
        }
        return pom;
    }

    Stream<Pom> all() {
        return byArtifact.values().stream();
    }

    /** What Maven Central gets: each that neither says nor inherits that it is not deployed. */
    Stream<Pom> published() {
        return all().filter(pom -> property(pom, "maven.deploy.skip").equals("false"));
    }

    Stream<Pom> publishedJars() {
        return published().filter(Pom::isJar);
    }

    /** The property of the pom, or of the nearest parent that has it; blank if none has. */
    String property(Pom pom, String name) {
        var own = pom.text("properties", name);
        return own.isEmpty() && !pom.parent().isEmpty() ? property(of(pom.parent()), name) : own;
    }

    /** The file of that ending that the build makes of it. */
    Path built(Pom pom, String ending) {
        return pom.folder()
                .resolve("target")
                .resolve(pom.artifact() + "-" + of("adieu").text("version") + ending);
    }

    private static Path root() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.md"))) {
            root = root.getParent();
        }
        return root;
    }
}
