// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

class CallbackUrlIT {
    private static final String PATH = "api/sign-out/programmatic?callbackUrl=";

    static List<String> hostile() {
        return HostileUrls.all();
    }

    @Test
    void theCorpusIsLarge() {
        assertThat(Set.copyOf(hostile()).size(), is(greaterThanOrEqualTo(150)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    @Tag("matrix")
    void aHostileUrlLeadsHomeAndTheSignOutGoesOn(String url) {
        var agent = new UserAgent(Sample.root()).signedIn("user51");
        var before = agent.copy();

        var reply = agent.post(PATH + UserAgent.encode(url));

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.json().getString("url"), is(Sample.home()));
        assertThat(before.subject(), is(""));
        var redirect = agent.post(PATH + UserAgent.encode(url), UserAgent.NAVIGATION);
        assertThat(redirect.status(), is(303));
        assertThat(HostileUrls.staysOn(Sample.root(), redirect.header("Location")), is(true));
    }

    @Test
    void noMutationOfThemLeadsOffTheOrigin() {
        var random = new Random(20261121);
        var corpus = hostile();
        var pieces = List.of(
                "/",
                "\\",
                "//",
                "%2f",
                "%5C",
                "..",
                ".",
                "@",
                ":",
                "\t",
                "\n",
                " ",
                "%",
                "?",
                "#",
                "evil.example",
                "a");
        for (int i = 0; i < 1000; i++) {
            var url = new StringBuilder(random.nextBoolean() ? "/" : "");
            url.append(corpus.get(random.nextInt(corpus.size())));
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                int at = random.nextInt(url.length() + 1);
                if (random.nextBoolean() && at < url.length()) {
                    url.deleteCharAt(at);
                } else {
                    url.insert(at, pieces.get(random.nextInt(pieces.size())));
                }
            }
            if (url.length() > 3000) {
                continue;
            }

            var reply = new UserAgent(Sample.root()).post(PATH + UserAgent.encode(url.toString()));

            assertThat(reply.status(), is(200));
            var answered = reply.json().getString("url");
            assertThat(url + " → " + answered, HostileUrls.staysOn(Sample.root(), answered), is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/",
                "/a/b.html",
                "/a?b=c",
                "/a?b=//evil.example",
                "/a#b",
                "/a?next=/b%2Fc%20d",
                "/a;v=1",
                "/caf%C3%A9",
                "/a:b@c",
                "/~user/!$&'()*+,;=",
                "/a?x=/../..",
                "/?",
                "/#",
                "/a...b",
                "/.well-known/x"
            })
    void aPlainPathIsTaken(String url) {
        var reply = new UserAgent(Sample.root()).post(PATH + UserAgent.encode(url));

        assertThat(reply.json().getString("url"), is(url));
    }
}
