// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pages of the documentation, and what is quoted on them.
 *
 * @param name where it is, from the root
 * @param text the Markdown
 */
record Pages(String name, String text) {
    static final Path ROOT = root();

    private static final Pattern BLOCK =
            Pattern.compile("^( *)```([a-z]*)\\n(.*?)^\\1```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern INLINE = Pattern.compile("(?<!`)`([^`]+)`(?!`)");

    /**
     * A quotation.
     *
     * @param place its page and line
     */
    record Quoted(String place, String text) {
        /** The text without white space, and the place that a failure names. */
        String compact() {
            return Pages.compact(text);
        }
    }

    static Pages of(String name) {
        return new Pages(name, read(ROOT.resolve(name)));
    }

    /** README and every page of docs. */
    static List<Pages> all() {
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(file -> file.toString()
                            .endsWith(".md")))
                    .sorted()
                    .map(file -> of(ROOT.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fenced blocks of a language. */
    List<Quoted> blocks(String language) {
        var found = new ArrayList<Quoted>();
        var blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(2).equals(language)) {
                found.add(new Quoted(place(blocks.start()), blocks.group(3)));
            }
        }
        return found;
    }

    /** What stands between back-quotes, in a line. */
    List<Quoted> inline() {
        var found = new ArrayList<Quoted>();
        // Blanks in place of blocks, so that lines keep their numbers.
        var outside = BLOCK.matcher(text).replaceAll(block -> block.group().replaceAll("[^\n]", " "));
        var inline = INLINE.matcher(outside);
        while (inline.find()) {
            found.add(new Quoted(place(inline.start()), inline.group(1)));
        }
        return found;
    }

    /** All that its blocks of properties set. */
    Map<String, String> properties() {
        var all = new TreeMap<String, String>();
        for (var block : blocks("properties")) {
            var properties = new Properties();
            try {
                properties.load(new StringReader(block.text()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
        }
        return all;
    }

    private String place(int offset) {
        return name + ":"
                + (1
                        + text.substring(0, offset)
                                .chars()
                                .filter(each -> each == '\n')
                                .count());
    }

    static String compact(String text) {
        return text.replaceAll("\\s+", "");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file under a folder whose path matches, build output apart. */
    static List<Path> files(String regex) {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> ROOT.relativize(file).toString().matches(regex))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.md"))) {
            root = root.getParent();
        }
        return root;
    }
}
