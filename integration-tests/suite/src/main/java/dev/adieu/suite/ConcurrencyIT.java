// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

class ConcurrencyIT {

    @Test
    void twoHundredSignOutsOfOneSessionAreOneSignOut() {
        var agent = new UserAgent(Sample.root()).signedIn("user31");
        var session = agent.session();

        var replies = IntStream.range(0, 200).mapToObj(i -> agent.sendLater("POST", "api/sign-out")).toList().stream()
                .map(reply -> reply.join())
                .map(reply -> isServersOwnRace(reply) ? signOutAgain(agent.copy()) : reply)
                .toList();

        replies.forEach(reply -> {
            assertThat(reply.status(), is(200));
            assertThat(reply.json().getBoolean("ok"), is(true));
            assertThat(reply.json().getString("url"), is(Sample.home()));
        });
        assertThat(agent.subject(), is(""));
        assertThat(endsOf(session), hasSize(1));
    }

    @Test
    void nothingUnderWayBringsTheSessionBack() {
        var agent = new UserAgent(Sample.root()).signedIn("user32");
        var under = IntStream.range(0, 100)
                .mapToObj(i -> agent.sendLater(i == 50 ? "POST" : "GET", i == 50 ? "api/sign-out" : "api/me"))
                .toList();

        var replies = under.stream().map(reply -> reply.join()).toList();

        assertThat(agent.get("api/me").status(), is(401));
        // A server may hand out a session of its own: it is nobody's.
        replies.stream()
                .filter(Reply::setsCookie)
                .forEach(reply -> assertThat(agent.after(reply).subject(), is("")));
    }

    @Test
    void aClientThatGoesAwayIsSignedOutAllTheSame() {
        var agent = new UserAgent(Sample.root()).signedIn("user33");

        var paths = List.of("api/sign-out", "api/sign-out/async");
        for (var path : Sample.dropsLateAnswers() ? paths.subList(0, 1) : paths) {
            agent.signedIn("user33");

            // Again and again: what a server has not read yet goes with the connection, and was never asked of it.
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                sendAndLeave(path, agent);
                return agent.get("api/me").status() == 401;
            });
        }
    }

    private static void sendAndLeave(String path, UserAgent agent) throws IOException {
        var root = Sample.root();
        try (var socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + root.getPath() + path + " HTTP/1.1\r\nHost: " + root.getAuthority()
                                    + "\r\nCookie: " + agent.cookieHeader() + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.setSoLinger(true, 0);
        }
    }

    /**
     * What servers make of a request that comes while another one invalidates its session: WildFly answers 500 by itself;
     * Payara and Open Liberty have let the caller in already, whom Adieu refuses then. Nobody is told "ok", and trying again is answered.
     */
    private static boolean isServersOwnRace(Reply reply) {
        return Sample.isServersSession()
                        && reply.status() == 500
                        && !reply.body().contains("true")
                || Sample.isServersLogin() && reply.status() == 401;
    }

    private static Reply signOutAgain(UserAgent agent) {
        var reply = agent.post("api/sign-out");
        // Refused once more, and told to forget what it was let in by.
        return isServersOwnRace(reply) ? agent.post("api/sign-out") : reply;
    }

    private static List<?> endsOf(String session) {
        return new UserAgent(Sample.root())
                .signedIn("admin").get("api/audit").array().stream()
                        .filter(event -> event.asJsonObject()
                                .getJsonArray("sessions")
                                .toString()
                                .contains(session))
                        .toList();
    }
}
