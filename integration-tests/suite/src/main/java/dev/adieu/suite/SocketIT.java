// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Sockets end with the session that they were opened in. */
@Tag("servlet")
@Tag("sockets")
class SocketIT {
    private final UserAgent desk = new UserAgent(Sample.root());
    private final UserAgent phone = new UserAgent(Sample.root());
    private final UserAgent admin = new UserAgent(Sample.root());

    @Test
    void areClosedByTheSignOutAndToldWhy() throws Exception {
        var socket = desk.signedIn("user71").socket("socket");
        assertThat(socket.text(), is("hello user71"));

        desk.copy().post("api/sign-out");

        assertThat(socket.closed(), is("1008 sign_out"));
    }

    @Test
    void ofTheOtherDevicesAreClosedAndOnesOwnIsNot() throws Exception {
        var desks = desk.signedIn("user72").socket("socket");
        var phones = phone.signedIn("user72").socket("socket");
        assertThat(desks.text(), is("hello user72"));
        assertThat(phones.text(), is("hello user72"));

        phone.post("api/sign-out/others");

        assertThat(desks.closed(), is("1008 sign_out"));
        assertThat(phones.isOpen(), is(true));
        phone.post("api/sign-out");
        assertThat(phones.closed(), is("1008 sign_out"));
    }

    @Test
    void ofTheServersSessionAreClosedWithIt() throws Exception {
        desk.postForm("api/server-session", Map.of("username", "user73"));
        var socket = desk.socket("socket");
        assertThat(socket.text(), is("hello user73"));

        admin.signedIn("admin").send("DELETE", "api/admin/subjects/user73/sessions", null);

        assertThat(socket.closed(), is("1008 administrator"));
    }

    @Test
    void areNobodysWithoutALiveSession() throws Exception {
        var stolen = desk.signedIn("user74").copy();
        desk.post("api/sign-out");

        assertThat(stolen.socket("socket").closed(), is("1008 not_signed_in"));
        assertThat(phone.socket("socket").closed(), is("1008 not_signed_in"));
    }

    @Test
    void areNobodysWhereAnotherSiteOpensThem() throws Exception {
        desk.signedIn("alice");

        assertThat(desk.socket("socket", "Origin", "https://evil.example").closed(), is("1008 cross_site_request"));
        assertThat(desk.socket("socket", "Origin", Sample.origin()).text(), is("hello alice"));
    }

    @Test
    void areTheirOwnersHoweverManyAreOpenedAtATime() throws Exception {
        var threads = Executors.newFixedThreadPool(20);
        var agents = new ArrayList<UserAgent>();
        for (int i = 61; i < 71; i++) {
            agents.add(new UserAgent(Sample.root()).signedIn("user" + i));
        }

        var opening = new ArrayList<Future<Socket>>();
        for (int i = 0; i < 200; i++) {
            var agent = agents.get(i % 10);
            opening.add(threads.submit(() -> agent.socket("socket")));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(opening.get(i).get().text(), is("hello user" + (61 + i % 10)));
        }
        threads.shutdown();
    }
}
