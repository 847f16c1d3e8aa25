// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** Every page is there, and every link within the site leads to a place that is. Other sites are not asked. */
class PagesIT {
    private final Map<Path, Document> read = new HashMap<>();

    @Test
    void everyLinkLeadsToAPlaceThatIsThere() {
        var broken = new TreeSet<String>();
        var followed = 0;
        for (var page : Site.pages()) {
            for (var element : document(page).select("[href], [src]")) {
                var link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
                if (!link.matches("[a-z]+:.*")) {
                    followed++;
                    if (!leadsSomewhere(page, URI.create(link.replace(" ", "%20")))) {
                        broken.add(Site.name(page) + ": " + link);
                    }
                }
            }
        }

        assertThat(followed, is(greaterThan(1000)));
        assertThat(broken, is(empty()));
    }

    private boolean leadsSomewhere(Path page, URI link) {
        var target = link.getPath().isEmpty()
                ? page
                : page.resolveSibling(link.getPath()).normalize();
        return target.startsWith(Site.ROOT)
                && Files.isRegularFile(target)
                && (link.getFragment() == null
                        || !document(target)
                                .select("#" + org.jsoup.select.Selector.escapeCssIdentifier(link.getFragment()))
                                .isEmpty());
    }

    @Test
    void everyPageOfTheDocumentationIsInTheMenu() throws IOException {
        var sources = Site.ROOT.resolve("../../docs").normalize();
        Set<String> expected;
        try (var files = Files.list(sources)) {
            expected = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .map(name -> "docs/" + name.replaceAll("md$", "html"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        var menu = document(Site.ROOT.resolve("index.html")).select("nav a").stream()
                .map(link -> link.attr("href").replaceFirst("^\\./", ""))
                .collect(Collectors.toSet());

        expected.removeAll(menu);
        assertThat(menu.size(), is(greaterThan(20)));
        assertThat(expected, is(empty()));
    }

    @Test
    void theApiIsAmongThem() {
        assertThat(Files.exists(Site.ROOT.resolve("apidocs/dev.adieu/dev/adieu/SignOut.html")), is(true));
    }

    /** What a person is told of a page before it is read: its language, its title, where it begins. */
    @Test
    void everyPageSaysWhatItIs() {
        var wrong = Site.pages().stream()
                .filter(page -> !isWellMade(document(page)))
                .map(Site::name)
                .toList();

        assertThat(wrong, is(empty()));
    }

    private static boolean isWellMade(Document page) {
        return page.select("html[lang=en]").size() == 1
                && page.title().length() > 10
                && !page.title().contains("titleToken")
                && page.select("h1").size() == 1
                && page.select("main").size() == 1
                && page.select("a.skip[href=#content]").size() == 1
                && page.select("meta[name=viewport]").size() == 1
                && page.select("img").stream().noneMatch(PagesIT::isMute);
    }

    private static boolean isMute(Element picture) {
        return picture.attr("alt").isBlank();
    }

    @Test
    void thePicturesOfTheStartPageAreShown() {
        List<String> pictures =
                document(Site.ROOT.resolve("index.html")).select("main img").eachAttr("src");

        assertThat(pictures.size(), is(greaterThan(2)));
    }

    private Document document(Path page) {
        return read.computeIfAbsent(page, Site::read);
    }
}
