// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What one pom says itself, without what it inherits. */
record Pom(Path folder, Element project) {

    static Pom read(Path file) {
        try {
            var document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            return new Pom(file.getParent(), document.getDocumentElement());
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    String artifact() {
        return text("artifactId");
    }

    /** The parent's artifact; blank for the root's. */
    String parent() {
        return text("parent", "artifactId");
    }

    boolean isJar() {
        return List.of("", "jar").contains(text("packaging"));
    }

    /** The artifacts whose versions it manages. */
    List<String> managed() {
        return all("dependencyManagement", "dependencies", "dependency")
                .map(dependency -> new Pom(folder, dependency).artifact())
                .toList();
    }

    /** The artifacts that come along with it. */
    List<String> brought() {
        return all("dependencies", "dependency")
                .map(dependency -> new Pom(folder, dependency))
                .filter(dependency -> List.of("", "compile", "runtime").contains(dependency.text("scope")))
                .map(Pom::artifact)
                .toList();
    }

    boolean says(String... path) {
        return all(path).findAny().isPresent();
    }

    /** The text of the first element by this path; blank if there is none. */
    String text(String... path) {
        return all(path)
                .findFirst()
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }

    /** The module that the jar is on a module path: {@code adieu-jdbc} is {@code dev.adieu.jdbc}. */
    String module() {
        return artifact().equals("adieu-api")
                ? "dev.adieu"
                : "dev." + artifact().replace('-', '.');
    }

    private Stream<Element> all(String... path) {
        var found = Stream.of(project);
        for (var name : path) {
            found = found.flatMap(element -> children(element, name));
        }
        return found;
    }

    private static Stream<Element> children(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name));
    }
}
