// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** Live connections end with the session that they were opened in. */
class EventsIT {
    private final UserAgent desk = new UserAgent(Sample.root());
    private final UserAgent phone = new UserAgent(Sample.root());
    private final UserAgent admin = new UserAgent(Sample.root());

    @Test
    void aStreamTellsOfTheSignOutAndCloses() throws Exception {
        desk.signedIn("user71");
        var stream = desk.events("api/events");
        assertThat(stream.status(), is(200));
        assertThat(stream.header("Content-Type"), startsWith("text/event-stream"));
        assertThat(stream.isOpen(), is(true));

        desk.post("api/sign-out");

        assertThat(stream.events(), contains("signed-out: sign_out"));
    }

    @Test
    @Tag("stream-headers")
    void aStreamIsNotKeptOnTheWay() {
        desk.signedIn("user71");

        var stream = desk.events("api/events");

        assertThat(stream.header("Cache-Control"), is("no-store"));
        assertThat(stream.header("X-Accel-Buffering"), is("no"));
        desk.post("api/sign-out");
    }

    @Test
    void aStreamTwiceTellsTwice() throws Exception {
        desk.signedIn("user72");
        var one = desk.events("api/events");
        var another = desk.events("api/events");

        desk.post("api/sign-out");

        assertThat(one.events(), contains("signed-out: sign_out"));
        assertThat(another.events(), contains("signed-out: sign_out"));
    }

    @Test
    @Tag("devices")
    void anotherDeviceEndsTheOthersAndKeepsItsOwn() throws Exception {
        desk.signedIn("user73");
        phone.signedIn("user73");
        var desks = desk.events("api/events");
        var phones = phone.events("api/events");

        phone.post("api/sign-out/others");

        assertThat(desks.events(), contains("signed-out: sign_out"));
        assertThat(phones.isOpen(), is(true));
        phone.post("api/sign-out");
        assertThat(phones.events(), contains("signed-out: sign_out"));
    }

    @Test
    @Tag("devices")
    void anAdministratorEndsIt() throws Exception {
        desk.signedIn("user74");
        admin.signedIn("admin");
        var stream = desk.events("api/events");

        admin.send("DELETE", "api/admin/subjects/user74/sessions", null);

        assertThat(stream.events(), contains("signed-out: administrator"));
    }

    @Test
    void nobodyGetsNone() {
        var stream = new UserAgent(Sample.root()).events("api/events");

        assertThat(stream.status(), is(401));
    }
}
