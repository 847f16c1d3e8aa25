// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionEventsResource;
import dev.adieu.suite.UserAgent;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** Live connections end with the session that they were opened in. */
class EventsTest {
    private static final JerseyServer SERVER = new JerseyServer(Events.class);
    private static URI root = URI.create("about:blank");

    private final UserAgent desk = new UserAgent(root);
    private final UserAgent phone = new UserAgent(root);
    private final UserAgent admin = new UserAgent(root);

    /** The ready endpoint. */
    @Path("events")
    public static class Events extends SessionEventsResource {}

    @BeforeAll
    static void serve() {
        root = SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void aStreamTellsOfTheSignOutAndCloses() throws Exception {
        desk.signedIn("user171");
        var stream = desk.events("api/events");
        assertThat(stream.status(), is(200));
        assertThat(stream.header("Content-Type"), startsWith("text/event-stream"));
        assertThat(stream.header("Cache-Control"), is("no-store"));
        assertThat(stream.header("X-Accel-Buffering"), is("no"));
        assertThat(stream.isOpen(), is(true));

        desk.post("api/sign-out");

        assertThat(stream.events(), contains("signed-out: sign_out"));
    }

    @Test
    void aStreamTwiceTellsTwice() throws Exception {
        desk.signedIn("user172");
        var one = desk.events("api/events");
        var another = desk.events("api/events");

        desk.post("api/sign-out");

        assertThat(one.events(), contains("signed-out: sign_out"));
        assertThat(another.events(), contains("signed-out: sign_out"));
    }

    @Test
    void anotherDeviceEndsTheOthersAndKeepsItsOwn() throws Exception {
        desk.signedIn("user173");
        phone.signedIn("user173");
        var desks = desk.events("api/events");
        var phones = phone.events("api/events");

        phone.post("api/sign-out/others");

        assertThat(desks.events(), contains("signed-out: sign_out"));
        assertThat(phones.isOpen(), is(true));
        phone.post("api/sign-out");
        assertThat(phones.events(), contains("signed-out: sign_out"));
    }

    @Test
    void anAdministratorEndsIt() throws Exception {
        desk.signedIn("user174");
        admin.signedIn("admin");
        var stream = desk.events("api/events");

        admin.send("DELETE", "api/admin/subjects/user174/sessions", null);

        assertThat(stream.events(), contains("signed-out: administrator"));
    }

    @Test
    void nobodyGetsNone() {
        var stream = new UserAgent(root).events("api/events");

        assertThat(stream.status(), is(401));
    }
}
