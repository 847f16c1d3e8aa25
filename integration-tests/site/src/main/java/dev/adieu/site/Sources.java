// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays out the Markdown that the site is made of: the pages, and a page for each file and folder that one of them links
 * to, so that every link leads somewhere within the site. README.md becomes the start page. Links to what is not there
 * end the build.
 */
public final class Sources {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)\\s]*)?\\)");
    private static final Pattern PICTURE = Pattern.compile(".*\\.(png|svg)");
    private static final String START = "README.md";
    private static final String CODE = "~~~~~~~~~~~~";

    private final Path root;
    private final Path markdown;
    private final Path site;
    private final Set<Path> linked = new TreeSet<>();

    private Sources(Path root, Path markdown, Path site) {
        this.root = root;
        this.markdown = markdown;
        this.site = site;
    }

    /** The root of the sources, where to put the Markdown, and where the site will be. */
    public static void main(String[] arguments) throws IOException {
        new Sources(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).write();
    }

    private void write() throws IOException {
        clear();
        for (var page : pages()) {
            var text = LINK.matcher(Files.readString(root.resolve(page))).replaceAll(link -> link(page, link));
            put(page.toString().equals(START) ? Path.of("index.md") : page, text);
        }
        for (var target : linked) {
            if (Files.isDirectory(root.resolve(target))) {
                put(target.resolve("index.md"), folder(target));
            } else if (PICTURE.matcher(target.toString()).matches()) {
                copy(root.resolve(target), target);
            } else {
                put(Path.of(target + ".md"), file(target));
            }
        }
        copy(root.resolve("integration-tests/site/src/main/site/site.css"), Path.of("site.css"));
    }

    /** Nothing of another time stays. The Javadoc is made before. */
    private void clear() throws IOException {
        for (var folder : new Path[] {markdown, site}) {
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                        if (!each.startsWith(site.resolve("apidocs")) && !each.equals(site)) {
                            Files.delete(each);
                        }
                    }
                }
            }
        }
    }

    private Set<Path> pages() throws IOException {
        try (var top = Files.list(root);
                var docs = Files.list(root.resolve("docs"))) {
            var pages = new TreeSet<Path>();
            Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(file -> pages.add(root.relativize(file)));
            return pages;
        }
    }

    private String link(Path page, MatchResult link) {
        var fragment = link.group(2) == null ? "" : link.group(2);
        var target =
                root.relativize(root.resolve(page).resolveSibling(link.group(1)).normalize());
        if (!Files.exists(root.resolve(target))) {
            throw new IllegalStateException(page + " links to " + link.group(1) + ", which is not there");
        }
        var name = target.toString();
        if (name.equals(START)) {
            return "](" + link.group(1).replace(START, "index.md") + fragment + ")";
        }
        if (name.endsWith(".md")) {
            return link.group().replace("$", "\\$");
        }
        linked.add(target);
        var suffix = Files.isDirectory(root.resolve(target))
                ? "/index.md"
                : PICTURE.matcher(name).matches() ? "" : ".md";
        return "](" + link.group(1).replaceAll("/$", "") + suffix + fragment + ")";
    }

    /** A list of what is in it; what has a page of its own is a link. */
    private String folder(Path folder) throws IOException {
        var text = new StringBuilder("# " + folder + "\n\n");
        try (var files = Files.list(root.resolve(folder))) {
            for (var each :
                    files.filter(file -> !file.endsWith("target")).sorted().toList()) {
                var name = each.getFileName().toString();
                var path = root.relativize(each);
                var suffix = Files.isDirectory(each) ? "/index.md" : ".md";
                text.append(linked.contains(path) ? "- [" + name + "](" + name + suffix + ")\n" : "- " + name + "\n");
            }
        }
        return text.toString();
    }

    private String file(Path file) throws IOException {
        var name = file.getFileName().toString();
        var language = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        return "# " + name + "\n\n`" + file + "`\n\n" + CODE + language + "\n"
                + Files.readString(root.resolve(file)).stripTrailing() + "\n" + CODE + "\n";
    }

    private void put(Path to, String text) throws IOException {
        var file = markdown.resolve(to);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void copy(Path from, Path to) throws IOException {
        var file = site.resolve(to);
        Files.createDirectories(file.getParent());
        Files.copy(from, file);
    }
}
