// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutOptions;
import dev.adieu.SignedOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Whatever happens, no credential and no secret is written anywhere but into its own cookie. */
class SecretsTest {
    // The part that would let somebody act as the user, however it is cut.
    private static final int TELLTALE = 16;

    @Test
    void appearInNoLogAnswerOrEvent() {
        var written = new CopyOnWriteArrayList<String>();
        var logger = Logger.getLogger("dev.adieu");
        var handler = new Recorder(written);
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        var secrets = new ArrayList<String>();
        secrets.add("very-secret-refresh-token");
        try (var served = Served.with(Account.class, Callers.class)
                .beans(TestStore.class, Observer.class)
                .start()) {
            var store = served.bean(TestStore.class);
            for (int i = 0; i < 3; i++) {
                var agent = served.agent().signedIn("alice");
                var name = agent.cookieName();
                var token = agent.token();
                secrets.add(token.substring(2));
                var paths = List.of("api/hello", "require", "callers/principal", "public");
                paths.forEach(path -> written.add(agent.get(path).toString()));
                written.add(served.bean(SessionManager.class)
                        .plan(SignOutOptions.of(SessionSelector.everyone()))
                        .toString());
                store.down(true);
                written.add(agent.post("sign-out").toString());
                written.add(agent.get("require").toString());
                store.down(false);
                written.add(agent.post("sign-out", "Origin", "https://" + token + ".evil.example")
                        .toString());
                written.add(agent.copy().post("everywhere").toString());
                written.add(agent.post("sign-out").toString());
                written.add(served.agent()
                        .withCookie(name, token + "x")
                        .post("sign-out")
                        .toString());
            }
            store.created().forEach(session -> {
                written.add(session.toString());
                secrets.add(session.token().value().substring(2));
                // What the store was given does not contain the token, only its hash.
                assertThat(secrets.contains(session.token().value()), is(false));
            });
            written.addAll(served.bean(Observer.class).events());
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(written.size(), is(greaterThan(30)));
        for (var text : written) {
            for (var secret : secrets) {
                assertThat(withoutForgedOrigin(text), not(containsString(secret.substring(0, TELLTALE))));
            }
        }
    }

    /** What the test itself sent as somebody's origin is that somebody's to keep secret. */
    private static String withoutForgedOrigin(String text) {
        return text.replaceAll("https://[A-Za-z0-9_-]+\\.evil\\.example", "");
    }

    @Test
    void theStoreNeverSeesTheToken() {
        try (var served = Served.with(Account.class).beans(TestStore.class).start()) {
            var token = served.agent().signedIn("alice").token();

            var created = served.bean(TestStore.class).created().get(0);

            assertThat(created.token().value(), not(containsString(token.substring(2))));
            assertThat(created.id().value(), not(containsString(token.substring(2, 20))));
        }
    }

    /** Events as an observer would log them. */
    @ApplicationScoped
    public static class Observer {
        private final List<String> events = new CopyOnWriteArrayList<>();

        List<String> events() {
            return events;
        }

        void observe(@Observes SignedOut event) {
            events.add(event.toString());
        }
    }

    private static final class Recorder extends Handler {
        private final List<String> written;

        Recorder(List<String> written) {
            this.written = written;
        }

        @Override
        public void publish(LogRecord log) {
            var text = new StringWriter();
            text.append(String.valueOf(log.getMessage()));
            if (log.getParameters() != null) {
                text.append(List.of(log.getParameters()).toString());
            }
            if (log.getThrown() != null) {
                log.getThrown().printStackTrace(new PrintWriter(text));
            }
            written.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
