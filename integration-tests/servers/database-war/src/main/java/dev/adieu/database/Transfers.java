// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.database;

import dev.adieu.SessionManager;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Does something in a transaction, signs out within it, and fails. */
@Path("transfers")
@ApplicationScoped
public class Transfers {
    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource source;

    @Inject
    SessionManager sessions;

    /** How many have been made: none, since each fails. */
    @GET
    public int made() throws SQLException {
        prepare();
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM transfers")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Notes one, signs out, and fails. */
    @POST
    @Transactional
    public void make() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO transfers VALUES (1)");
        }
        if (!sessions.signOut().ok()) {
            throw new IllegalArgumentException("Not signed out");
        }
        throw new IllegalStateException("Fails, and takes the transfer back");
    }

    private void prepare() throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS transfers (number INT)");
        }
    }
}
