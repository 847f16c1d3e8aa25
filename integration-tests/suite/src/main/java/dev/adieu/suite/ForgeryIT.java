// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** Every combination of what a browser may say of a request, against what must become of it. */
class ForgeryIT {
    private static final String ABSENT = "";

    /** What can be forged, and by which method it is called. */
    enum Endpoint {
        SIGN_OUT("POST", "api/sign-out"),
        EVERYWHERE("POST", "api/sign-out/everywhere"),
        PROGRAMMATIC("POST", "api/sign-out/programmatic"),
        WITH_ENTITY("POST", "api/sign-out/with-entity"),
        ASYNC("POST", "api/sign-out/async"),
        UNSAFE("GET", "api/sign-out/unsafe"),
        SIGN_IN("POST", "api/sign-in");

        private final String method;
        private final String path;

        Endpoint(String method, String path) {
            this.method = method;
            this.path = path;
        }
    }

    /** Those that there are: where the server signs in, the sample does not. */
    static Stream<Endpoint> endpoints() {
        return Stream.of(Endpoint.values())
                .filter(endpoint -> endpoint != Endpoint.SIGN_IN || !Sample.isServersLogin());
    }

    private record Cell(String site, String origin, String referer) {
        /** The rule, as the documentation has it. */
        boolean isRefused() {
            if (!site.equals(ABSENT)) {
                return !site.equals("same-origin") && !site.equals("none");
            }
            if (!origin.equals(ABSENT)) {
                return !origin.equals(Sample.origin());
            }
            return !referer.equals(ABSENT) && !referer.startsWith(Sample.origin() + "/");
        }

        /** What is answered when it is let through: over plain HTTP nobody gets our cookie by way of another origin. */
        int accepted(Endpoint endpoint) {
            var proxied = !origin.equals(ABSENT) && !origin.equals("null") && !isLoopback(origin);
            return endpoint == Endpoint.SIGN_IN && proxied && !Sample.isServersSession() ? 500 : 200;
        }

        private static boolean isLoopback(String origin) {
            return origin.matches("http://localhost(:[0-9]+)?");
        }

        String[] headers() {
            var headers = new ArrayList<String>();
            Map.of("Sec-Fetch-Site", site, "Origin", origin, "Referer", referer).forEach((name, value) -> {
                if (!value.equals(ABSENT)) {
                    headers.addAll(List.of(name, value));
                }
            });
            return headers.toArray(String[]::new);
        }
    }

    private static List<Cell> cells() {
        var own = Sample.origin();
        var port = Sample.root().getPort();
        var cells = new ArrayList<Cell>();
        for (var site : List.of(ABSENT, "same-origin", "none", "same-site", "cross-site", "future-site")) {
            for (var origin : List.of(
                    ABSENT,
                    own,
                    "http://evil.example",
                    "https://evil.example:" + port,
                    "http://sub." + Sample.root().getHost() + ":" + port,
                    "http://" + Sample.root().getHost() + ":" + (port + 1),
                    own + ".evil.example",
                    "null",
                    "file://",
                    own + "/")) {
                for (var referer : List.of(
                        ABSENT,
                        own + "/page?x=1",
                        "http://evil.example/" + own,
                        own + ".evil.example/",
                        "http://" + Sample.root().getHost() + "@evil.example/",
                        "about:blank")) {
                    cells.add(new Cell(site, origin, referer));
                }
            }
        }
        return cells;
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    @Tag("matrix")
    void refusesWhatAnotherSiteCausedAndNothingElse(Endpoint endpoint) {
        var live = new UserAgent(Sample.root());
        for (var cell : cells()) {
            if (!live.subject().equals("user41")) {
                live.signedIn("user41");
            }
            var before = live.copy();

            var reply = call(endpoint, live, cell);

            var refused = cell.isRefused();
            assertThat(
                    endpoint + " " + cell + " " + reply, reply.status(), is(refused ? 403 : cell.accepted(endpoint)));
            if (refused) {
                assertThat(cell.toString(), reply.json().getString("error"), is("cross_site_request"));
                assertThat(cell.toString(), reply.setCookies().isEmpty(), is(true));
            }
            var ended = reply.status() == 200;
            assertThat(endpoint + " " + cell, before.subject(), is(ended ? "" : "user41"));
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    @Tag("matrix")
    void refusesTheSameWithoutASessionAndWithADeadOne(Endpoint endpoint) {
        var dead = new UserAgent(Sample.root()).signedIn("user42");
        var token = dead.copy();
        dead.post("api/sign-out");
        for (var cell : cells()) {
            for (var agent : List.of(new UserAgent(Sample.root()), token.copy())) {
                var first = call(endpoint, agent, cell);
                // Let in by a credential that is dead, they are refused once, and forget it.
                var reply = Sample.letsInFirst() && first.status() == 401 ? call(endpoint, agent, cell) : first;

                assertThat(endpoint + " " + cell, reply.status(), is(cell.isRefused() ? 403 : cell.accepted(endpoint)));
                var signedIn = endpoint == Endpoint.SIGN_IN && reply.status() == 200;
                // Without ours, a server may still hand out a session of its own: it is nobody's.
                var after = reply.setsCookie() ? agent.after(reply).subject() : "";
                assertThat(endpoint + " " + cell, after, is(signedIn ? "user43" : ""));
            }
        }
    }

    @Test
    void theMatrixHasBothKindsOfCells() {
        var refused = cells().stream().filter(Cell::isRefused).count();

        assertThat(refused, is(greaterThan(100L)));
        assertThat(cells().size() - refused, is(greaterThan(100L)));
    }

    @Test
    void tellsAPersonWhatHappened() {
        var agent = new UserAgent(Sample.root()).signedIn("alice");

        var reply = agent.post(
                "api/sign-out", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Accept", "text/html");

        assertThat(reply.status(), is(403));
        assertThat(reply.header("Content-Type").startsWith("text/html"), is(true));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void whatOnlyReadsIsNotRefused() {
        var agent = new UserAgent(Sample.root()).signedIn("alice");

        assertThat(agent.get("api/me", "Sec-Fetch-Site", "cross-site").status(), is(200));
        assertThat(
                agent.get("api/sign-out/plan", "Origin", "http://evil.example").status(), is(200));
    }

    private static Reply call(Endpoint endpoint, UserAgent agent, Cell cell) {
        @Nullable String body = endpoint == Endpoint.SIGN_IN ? "username=user43&password=load" : null;
        var headers = endpoint == Endpoint.SIGN_IN
                ? UserAgent.with(cell.headers(), "Content-Type", "application/x-www-form-urlencoded")
                : cell.headers();
        return agent.send(endpoint.method, endpoint.path, body, headers);
    }
}
