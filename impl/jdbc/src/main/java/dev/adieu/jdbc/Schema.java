// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The tables: whether they are looked at, or made. */
enum Schema {
    /** Neither. */
    OFF,
    /** They have to be there, and of this version. */
    VALIDATE,
    /** They are made if they are not there. */
    CREATE;

    private static final int VERSION = 1;

    static Schema parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** @throws IllegalStateException when the tables are missing or of another version, naming the file to run */
    void prepare(Dialect dialect, Connection connection) throws SQLException {
        if (this == OFF) {
            return;
        }
        var version = version(connection);
        if (version.isEmpty() && this == CREATE) {
            create(dialect, connection);
            version = version(connection);
        }
        var found = version.orElseThrow(() -> new IllegalStateException(
                "The database has no tables of Adieu (or this user" + " may not read them). Run " + file(dialect)
                        + " of adieu-jdbc, or set adieu.jdbc.schema=create"));
        if (found != VERSION) {
            throw new IllegalStateException("The database has version " + found
                    + " of Adieu's tables, and this is version " + VERSION + " of adieu-jdbc's " + file(dialect));
        }
    }

    private static Optional<Integer> version(Connection connection) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT MAX(version) FROM adieu_schema")) {
            row.next();
            var version = row.getInt(1);
            return row.wasNull() ? Optional.empty() : Optional.of(version);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static void create(Dialect dialect, Connection connection) throws SQLException {
        for (var sql : statements(dialect)) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                if (isMadeByAnotherNode(connection)) {
                    return;
                }
                throw new IllegalStateException(
                        "Adieu's tables could not be made: run " + file(dialect)
                                + " as a user who may, or give this one the" + " right. The database says: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    /** The version is noted last, when all tables are there. */
    private static boolean isMadeByAnotherNode(Connection connection) {
        try {
            for (int tries = 0; tries < 100 && exists(connection); tries++) {
                if (version(connection).isPresent()) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean exists(Connection connection) {
        try (var statement = connection.createStatement()) {
            return statement.execute("SELECT version FROM adieu_schema");
        } catch (SQLException e) {
            return false;
        }
    }

    private static Iterable<String> statements(Dialect dialect) {
        try (var in = Schema.class.getResourceAsStream(dialect.name() + ".sql")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            return Arrays.stream(text.split(";\\s*"))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(Dialect dialect) {
        return "dev/adieu/jdbc/" + dialect.name() + ".sql";
    }
}
