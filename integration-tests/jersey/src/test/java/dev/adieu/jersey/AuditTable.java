// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SignedOut;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import javax.sql.DataSource;

/** Keeps a table of sign-outs. Asynchronous: nobody waits for the database. */
@ApplicationScoped
public class AuditTable {
    @Inject
    DataSource database;

    void note(@ObservesAsync SignedOut event) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO sign_out (at, subject, session, reason) VALUES (?, ?, ?, ?)")) {
            for (var session : event.sessions()) {
                insert.setTimestamp(1, Timestamp.from(event.at()));
                insert.setString(2, session.subject());
                insert.setString(3, session.id().value());
                insert.setString(4, event.reason().code());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
