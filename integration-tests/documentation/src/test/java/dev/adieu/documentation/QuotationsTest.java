// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.documentation.Pages.Quoted;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** What the pages quote is there: classes in tests, artifacts in poms, settings in their table. */
class QuotationsTest {
    private static final Pattern ARTIFACT = Pattern.compile("adieu(-[a-z]+)+");
    private static final Pattern SETTING =
            Pattern.compile("(adieu\\.[a-z<>…-]+(?:\\.[a-z<>…-]+)*)(?:=.*)?", Pattern.DOTALL);
    /** What begins like a setting: files, a cookie's name, and what the sample alone reads. */
    private static final Pattern NO_SETTING = Pattern.compile("adieu\\.(properties|js|d\\.ts|sample\\..*|<name>)");

    private static final String ANY_NAME = "[A-Za-z]+";

    @Test
    void everyBlockOfJavaIsInATest() {
        var tests = Pages.files(".*/src/test/java/.*\\.java").stream()
                .map(Pages::read)
                .map(Pages::compact)
                .toList();
        var blocks = quoted(page -> page.blocks("java"));

        assertThat(blocks.size(), is(greaterThan(10)));
        assertThat(
                untrue(blocks, block -> tests.stream().anyMatch(test -> test.contains(block.compact()))), is(empty()));
    }

    /** Browsers run those of one page. */
    @Test
    void everyBlockOfJavaScriptIsRun() {
        var blocks = quoted(page -> page.blocks("js"));

        assertThat(blocks.size(), is(greaterThan(0)));
        assertThat(untrue(blocks, block -> block.place().startsWith("docs/single-page-applications.md:")), is(empty()));
    }

    /** An answer: as a test expects it. */
    @Test
    void everyBlockOfJsonIsInATest() {
        var tests = Pages.files(".*/src/test/java/.*\\.java").stream()
                .map(Pages::read)
                .map(text -> Pages.compact(text.replace("\\\"", "\"")))
                .toList();
        var blocks = quoted(page -> page.blocks("json"));

        assertThat(blocks.size(), is(greaterThan(0)));
        assertThat(
                untrue(blocks, block -> tests.stream().anyMatch(test -> test.contains(block.compact()))), is(empty()));
    }

    @Test
    void everyClassInALineIsInATest() {
        var tests = Pages.files("integration-tests/documentation/src/test/java/.*\\.java").stream()
                .map(Pages::read)
                .map(Pages::compact)
                .toList();
        var classes = quoted(Pages::inline).stream()
                .filter(each -> each.text().contains("public class "))
                .toList();

        assertThat(classes.size(), is(greaterThan(4)));
        assertThat(
                untrue(classes, each -> tests.stream().anyMatch(test -> test.contains(each.compact()))), is(empty()));
    }

    @Test
    void everyArtifactExists() throws Exception {
        var artifacts = artifacts();
        var version = text(parse(Pages.read(Pages.ROOT.resolve("pom.xml"))), "version");
        var blocks = quoted(page -> page.blocks("xml"));
        var wrong = new TreeSet<String>();
        for (var block : blocks) {
            var dependencies = parse("<all>" + block.text() + "</all>").getElementsByTagName("dependency");
            for (int i = 0; i < dependencies.getLength(); i++) {
                var parts = dependencies.item(i).getTextContent().strip().split("\\s+");
                var isOurs = parts[0].equals("dev.adieu");
                if (!isOurs && !isOnTomcat(parts)) {
                    wrong.add(block.place() + ": " + List.of(parts));
                } else if (isOurs && (!artifacts.contains(parts[1]) || !parts[2].equals(version))) {
                    wrong.add(block.place() + ": " + List.of(parts));
                }
            }
        }
        var named = quoted(Pages::inline).stream()
                .filter(each -> ARTIFACT.matcher(each.text()).matches())
                .toList();

        assertThat(blocks.size(), is(greaterThan(3)));
        assertThat(named.size(), is(greaterThan(30)));
        assertThat(wrong, is(empty()));
        assertThat(untrue(named, each -> artifacts.contains(each.text())), is(empty()));
    }

    /** Whether the WAR that is tested on Tomcat has it, in this version. */
    private static boolean isOnTomcat(String... dependency) {
        var war = Pages.read(Pages.ROOT.resolve("integration-tests/servers/servlet-war/pom.xml"));
        var versions = Pages.read(Pages.ROOT.resolve("pom.xml"));
        var library = dependency[0].startsWith("org.glassfish.jersey.") ? "jersey" : "weld";
        return Pages.compact(war)
                        .contains(Pages.compact("<groupId>" + dependency[0] + "</groupId> <artifactId>" + dependency[1]
                                + "</artifactId>"))
                && versions.contains("<" + library + ".version>" + dependency[2] + "</" + library + ".version>");
    }

    /** What is no dependency stands in the sample, which runs on every server. */
    @Test
    void everyOtherBlockOfXmlIsTheSamples() {
        var sample =
                Pages.compact(Pages.read(Pages.ROOT.resolve("integration-tests/app/src/main/webapp/WEB-INF/web.xml")));
        var blocks = quoted(page -> page.blocks("xml")).stream()
                .filter(block -> !block.text().contains("<dependency>"))
                .toList();

        assertThat(blocks, is(List.of(blocks.get(0))));
        assertThat(untrue(blocks, block -> sample.contains(block.compact())), is(empty()));
    }

    @Test
    void everySettingIsInTheTable() {
        var table = Pattern.compile("^\\| `(adieu\\.[^`]+)`", Pattern.MULTILINE)
                .matcher(Pages.of("docs/settings.md").text())
                .results()
                .map(row -> row.group(1).replaceAll("<name>", ANY_NAME))
                .collect(Collectors.toSet());
        // Their names look alike; that their table is right, another test says.
        var metrics =
                Pages.read(Pages.ROOT.resolve("impl/telemetry/src/main/java/dev/adieu/telemetry/Instruments.java"));
        var inline = quoted(Pages::inline).stream()
                .filter(each -> SETTING.matcher(each.text()).matches())
                .filter(each -> !NO_SETTING.matcher(each.text()).matches())
                .filter(each -> !metrics.contains('"' + each.text() + '"'))
                .toList();
        var blocks = Pages.all().stream()
                .flatMap(page -> page.properties().keySet().stream().map(key -> new Quoted(page.name(), key)))
                .toList();

        assertThat(inline.size(), is(greaterThan(100)));
        assertThat(blocks.size(), is(greaterThan(4)));
        assertThat(untrue(inline, each -> isThere(key(each), table)), is(empty()));
        assertThat(untrue(blocks, each -> isThere(each.text(), table)), is(empty()));
    }

    private static String key(Quoted setting) {
        var matcher = SETTING.matcher(setting.text());
        matcher.matches();
        return matcher.group(1);
    }

    /** Or a part of the table, such as {@code adieu.schemes.<name>} and {@code adieu.schemes.…}. */
    private static boolean isThere(String key, Set<String> table) {
        var asked = key.replace("<name>", "name").replaceAll("\\.…$", "");
        var isPart = !asked.equals(key);
        return table.stream()
                .anyMatch(row -> asked.matches(row)
                        || isPart && row.replace(ANY_NAME, "name").startsWith(asked + "."));
    }

    private static Set<String> artifacts() throws Exception {
        var artifacts = new TreeSet<String>();
        for (var pom : Pages.files("(.*/)?pom\\.xml")) {
            var project = parse(Pages.read(pom)).getDocumentElement();
            for (var child = project.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeName().equals("artifactId")) {
                    artifacts.add(child.getTextContent());
                }
            }
        }
        return artifacts;
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }

    private static List<Quoted> quoted(Function<Pages, List<Quoted>> of) {
        return Pages.all().stream().flatMap(page -> of.apply(page).stream()).toList();
    }

    private static List<String> untrue(List<Quoted> all, Function<Quoted, Boolean> isTrue) {
        return all.stream()
                .filter(each -> !isTrue.apply(each))
                .map(each -> each.place() + ": " + each.text())
                .toList();
    }
}
