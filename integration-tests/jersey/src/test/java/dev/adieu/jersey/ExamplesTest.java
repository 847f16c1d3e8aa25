// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** The examples of the documentation, at work. */
class ExamplesTest {

    @Test
    void aPasswordChangeEndsTheOtherSessions() {
        try (var served = Served.with(Account.class, Password.class)
                .beans(EndingOthers.class)
                .start()) {
            var desk = served.agent().signedIn("alice");
            var phone = served.agent().signedIn("alice");

            desk.post("password");

            assertThat(desk.subject() + phone.subject(), is("alice"));
        }
    }

    @Test
    void aDisabledAccountAndALeakEndAll() {
        try (var served = Served.with(Account.class).beans(EndingOthers.class).start()) {
            var alice = served.agent().signedIn("alice");
            var bob = served.agent().signedIn("bob");

            served.bean(EndingOthers.class).afterDisabling("alice");
            assertThat(alice.subject() + bob.subject(), is("bob"));

            served.bean(EndingOthers.class).afterALeak();
            assertThat(bob.subject(), is(""));
        }
    }

    @Test
    void anObserverKeepsATable() {
        try (var served = Served.with(Account.class)
                .beans(AuditTable.class, Database.class)
                .start()) {
            served.agent().signedIn("alice").post("sign-out");

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> rows(served.bean(DataSource.class))
                    .equals("alice sign_out"));
        }
    }

    private static String rows(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT subject, reason FROM sign_out")) {
            return rows.next() ? rows.getString(1) + " " + rows.getString(2) : "";
        }
    }

    /** Where somebody changes their password. */
    @Path("password")
    @RequestScoped
    public static class Password {
        @Inject
        EndingOthers ending;

        @POST
        public void change() {
            ending.afterPasswordChange().orElseThrow();
        }
    }

    /** A database in memory. */
    @ApplicationScoped
    public static class Database {
        @Produces
        @ApplicationScoped
        DataSource database() {
            var database = new JdbcDataSource();
            database.setURL(
                    "jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1;INIT=CREATE TABLE IF NOT EXISTS sign_out (at TIMESTAMP,"
                            + " subject VARCHAR(255), session VARCHAR(128), reason VARCHAR(64))");
            return database;
        }
    }
}
