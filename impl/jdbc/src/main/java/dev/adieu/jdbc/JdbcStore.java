// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Makes the store of an application that has this module, from the settings {@code adieu.jdbc.data-source},
 * {@code adieu.jdbc.schema} and {@code adieu.jdbc.timeout}.
 */
@ApplicationScoped
public class JdbcStore {
    private static final String DATA_SOURCE = "adieu.jdbc.data-source";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    @Inject
    private ModuleSettings settings;

    @Inject
    private Instance<DataSource> dataSources;

    @Inject
    private CallersTransaction outside;

    /** For CDI. */
    public JdbcStore() {}

    /**
     * The store.
     *
     * @throws IllegalStateException when there is no data source, or its database cannot be used, saying why
     */
    @Produces
    @Singleton
    SessionStore store() {
        var source = dataSource();
        var schema = settings.get("adieu.jdbc.schema", "off, validate or create", Schema::parse)
                .orElse(Schema.VALIDATE);
        var timeout = settings.duration("adieu.jdbc.timeout").orElse(TIMEOUT);
        return outside.call(() -> open(source, schema, timeout, outside));
    }

    void close(@Disposes SessionStore store) throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    static JdbcSessionStore open(DataSource source, Schema schema, Duration timeout, Database.Outside outside) {
        try (var borrowed = new Borrowed(connection(source))) {
            // Making tables may take its time.
            var connection = borrowed.ready(0);
            var product = connection.getMetaData().getDatabaseProductName();
            var dialect = Dialect.of(product)
                    .orElseThrow(() -> new IllegalStateException("No dialect of adieu-jdbc for the database '" + product
                            + "' (allowed: PostgreSQL, MariaDB, H2)"));
            schema.prepare(dialect, connection);
            var database = new Database(product, source, timeout, outside);
            var sql = new Statements(dialect, dialect.now());
            if (schema != Schema.OFF) {
                // A replica, or a user who may only read, is found out now and not by the first sign-in.
                database.change("be written to", sql.purgeFacts, Map.of());
            }
            return new JdbcSessionStore(database, sql);
        } catch (SQLException e) {
            throw refused(Database.reason(e), e);
        } catch (StoreUnavailableException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalStateException refused(String why, Exception e) {
        return new IllegalStateException("The database of adieu-jdbc cannot be used: " + why, e);
    }

    /** The first one. A bean is made by it, and a pool may find no driver then, which it says as it likes. */
    private static Connection connection(DataSource source) throws SQLException {
        try {
            return source.getConnection();
        } catch (RuntimeException e) {
            throw refused(Database.reason(e), e);
        }
    }

    private DataSource dataSource() {
        return settings.get(DATA_SOURCE, "the JNDI name of a DataSource", JdbcStore::lookUp)
                .orElseGet(this::bean);
    }

    private static DataSource lookUp(String name) {
        try {
            return (DataSource) new InitialContext().lookup(name);
        } catch (NamingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private DataSource bean() {
        if (dataSources.isResolvable()) {
            return dataSources.get();
        }
        throw new IllegalStateException("adieu-jdbc needs a DataSource, and there is "
                + (dataSources.isAmbiguous() ? "more than one CDI bean" : "no CDI bean") + " of that type: set "
                + DATA_SOURCE
                + " to its JNDI name, or have one bean");
    }
}
