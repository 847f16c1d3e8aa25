// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.benchmark.NotRunException;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.TokenHash;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

/** One PostgreSQL, with everybody who keeps sessions in it, all through one pool. */
public final class PostgreSqlPlace implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final AgroalDataSource pool;
    private final AtomicInteger statements = new AtomicInteger();
    private final JdbcSessionStore store;
    private final JdbcSessionStore countedStore;

    /** Starts the server. */
    public PostgreSqlPlace() throws SQLException {
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IOException | RuntimeException e) {
            throw new NotRunException("PostgreSQL does not start: " + e);
        }
        pool = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(each -> each.maxSize(16)
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl(server.getJdbcUrl("postgres", "postgres"))
                                        .jdbcProperty("socketTimeout", "60") // for all alike
                                        .principal(new NamePrincipal("postgres"))
                                        .credential(new SimplePassword("")))));
        store = open(pool);
        countedStore = open(counted(DataSource.class, pool));
        try (var connection = pool.getConnection()) {
            ScriptUtils.executeSqlScript(
                    connection, new ClassPathResource("org/springframework/session/jdbc/schema-postgresql.sql"));
        }
    }

    private static JdbcSessionStore open(DataSource source) {
        return JdbcStore.open(source, Schema.CREATE, Duration.ofSeconds(60), new Database.Outside() {
            @Override
            public <T> T call(Supplier<T> work) {
                return work.get();
            }
        });
    }

    /** Adieu's store in it, strict. */
    public SessionStore store() {
        return store;
    }

    /** The same, whose statements are {@linkplain #statements counted}. */
    public SessionStore countedStore() {
        return countedStore;
    }

    /** Spring's repository. */
    public JdbcIndexedSessionRepository repository() {
        return repository(pool);
    }

    /** The same, whose statements are {@linkplain #statements counted}. */
    public JdbcIndexedSessionRepository countedRepository() {
        return repository(counted(DataSource.class, pool));
    }

    private static JdbcIndexedSessionRepository repository(DataSource source) {
        var repository = new JdbcIndexedSessionRepository(
                new JdbcTemplate(source), new TransactionTemplate(new DataSourceTransactionManager(source)));
        repository.setCleanupCron("-");
        repository.afterPropertiesSet();
        return repository;
    }

    /** What the strict look-up cannot be faster than: a SELECT by primary key, through the same pool. */
    public byte[] select(TokenHash token) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement("SELECT content FROM adieu_session WHERE token = ?")) {
            statement.setString(1, token.value());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }

    /** Brings the planner up to date, as autovacuum does in time. */
    public void analyze() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        }
    }

    /** How many statements are sent for this. */
    public int statements(Runnable work) {
        var before = statements.get();
        work.run();
        return statements.get() - before;
    }

    private <T> T counted(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        statements.addAndGet(method.getName().startsWith("execute") ? 1 : 0);
                        var result = method.invoke(real, arguments);
                        if (result instanceof PreparedStatement statement) {
                            return counted(PreparedStatement.class, statement);
                        }
                        if (result instanceof Statement statement) {
                            return counted(Statement.class, statement);
                        }
                        return result instanceof Connection connection ? counted(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public void close() throws IOException {
        countedStore.close();
        store.close();
        pool.close();
        server.close();
    }
}
