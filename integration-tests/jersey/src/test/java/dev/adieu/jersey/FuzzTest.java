// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.suite.UserAgent;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** Generated nonsense in every place where a client can put some: no server error, and nobody signed out. */
class FuzzTest {
    private static final String[] PIECES = {
        "adieu",
        "-",
        "=",
        ";",
        ",",
        " ",
        "\"",
        "\\",
        "%",
        "%00",
        "%zz",
        "&",
        "?",
        "#",
        "/",
        "..",
        "é",
        "a",
        "0",
        "__Host-",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "{",
        "}",
        "[",
        "]",
        "null",
        "true",
        "<",
        ">",
        "'",
        "adieu-confirmation=",
        "1.",
        "sessions=",
        "redirect=",
        "callbackUrl=",
        "*",
        "~",
        "+",
        "\t"
    };

    private final Served served =
            Served.with(Account.class, Asking.class, Asking.Logout.class).start();
    private final UserAgent alice = served.agent().signedIn("alice");
    private final Random random = new Random(20261121);

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void cookies() {
        for (int i = 0; i < 400; i++) {
            var cookie = alice.cookieName() + "=" + text(8).replaceAll("[^\\x20-\\x7e]", "x") + ";"
                    + text(4).replaceAll("[^\\x20-\\x7e]", "y");

            var reply = served.agent().get("api/hello", "Cookie", cookie);
            assertThat(cookie, reply.status(), is(lessThan(500)));
            assertThat(served.agent().post("sign-out", "Cookie", cookie).status(), is(lessThan(500)));
        }
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void forms() {
        for (int i = 0; i < 400; i++) {
            var form = text(10);

            var reply = alice.send("POST", "asking/always", form, "Content-Type", "application/x-www-form-urlencoded");
            assertThat(form, reply.status(), is(428));
        }
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void parameters() {
        for (int i = 0; i < 400; i++) {
            var value = text(5);

            var reply = alice.post("logout?sessions=" + UserAgent.encode("x" + value));
            assertThat(value, reply.status(), is(400));
            assertThat(reply.json().containsKey("error"), is(true));
            assertThat(
                    alice.get("logout?callbackUrl=" + UserAgent.encode(value), UserAgent.NAVIGATION)
                            .status(),
                    is(200));
        }
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void headers() {
        var names = new String[] {
            "Sec-Fetch-Site",
            "Sec-Fetch-Mode",
            "Origin",
            "Referer",
            "Accept-Language",
            "Sec-Purpose",
            "X-Forwarded-Proto"
        };
        for (int i = 0; i < 400; i++) {
            var name = names[random.nextInt(names.length)];
            var value = "x" + text(5).replaceAll("[^\\x20-\\x7e]", "z").strip();

            var reply = alice.get("asking/on-get", UserAgent.with(new String[] {"Accept", "text/html"}, name, value));
            assertThat(name + ": " + value, reply.status(), is(lessThan(500)));
        }
        assertThat(alice.subject(), is("alice"));
    }

    private String text(int pieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
