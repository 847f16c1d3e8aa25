// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.benchmark.Crowd;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.store.contract.Sessions;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.bySubject;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

/** Sessions in one PostgreSQL: a bare SELECT by primary key, ours, and the alternative's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JdbcLookUp {
    private static final int DEVICES = 200;

    /** How many other sessions the store holds. */
    @Param("1000")
    public int others;

    private EmbeddedPostgres server;
    private AgroalDataSource pool;
    private JdbcSessionStore store;
    private NewSession alice;
    private JdbcIndexedSessionRepository alternative;
    private String alternativesId;

    /** Starts the server, and signs somebody in on both. */
    @Setup
    public void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().start();
        pool = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(each -> each.maxSize(16)
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl(server.getJdbcUrl("postgres", "postgres"))
                                        .jdbcProperty("socketTimeout", "5") // for all alike
                                        .principal(new NamePrincipal("postgres"))
                                        .credential(new SimplePassword("")))));
        store = JdbcStore.open(pool, Schema.CREATE, Duration.ofSeconds(5), new Database.Outside() {
            @Override
            public <T> T call(Supplier<T> work) {
                return work.get();
            }
        });
        alice = create();
        Crowd.of(others, store);
        try (var connection = pool.getConnection()) {
            ScriptUtils.executeSqlScript(
                    connection, new ClassPathResource("org/springframework/session/jdbc/schema-postgresql.sql"));
        }
        alternative = new JdbcIndexedSessionRepository(
                new JdbcTemplate(pool), new TransactionTemplate(new DataSourceTransactionManager(pool)));
        alternative.setCleanupCron("-");
        alternative.afterPropertiesSet();
        alternativesId = createAlternative(alternative);
    }

    @Benchmark
    public byte[] bareSelect() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement("SELECT content FROM adieu_session WHERE token = ?")) {
            statement.setString(1, alice.token().value());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }

    @Benchmark
    public Optional<SessionRecord> find() {
        return store.find(alice.token());
    }

    @Benchmark
    public Session alternativeFind() {
        return alternative.findById(alternativesId);
    }

    @Benchmark
    public List<SessionRecord> signInAndOut() {
        var session = create();
        return store.end(byId(session.id()), SIGN_OUT, Set.of());
    }

    @Benchmark
    public String alternativeSignInAndOut() {
        var id = createAlternative(alternative);
        alternative.deleteById(id);
        return id;
    }

    @Benchmark
    public List<SessionRecord> signInOnManyDevicesAndOutEverywhere() {
        for (int i = 0; i < DEVICES; i++) {
            create();
        }
        return store.end(bySubject("alice"), SIGN_OUT, Set.of());
    }

    @Benchmark
    public int alternativeSignInOnManyDevicesAndOutEverywhere() {
        for (int i = 0; i < DEVICES; i++) {
            createAlternative(alternative);
        }
        var all = alternative.findByPrincipalName("alice");
        all.keySet().forEach(alternative::deleteById);
        return all.size();
    }

    private NewSession create() {
        var session = Sessions.of("alice");
        store.create(session, Limit.NONE, Set.of());
        return session;
    }

    private static <S extends Session> String createAlternative(FindByIndexNameSessionRepository<S> repository) {
        var session = repository.createSession();
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        session.setAttribute("device", "desk");
        repository.save(session);
        return session.getId();
    }

    /** Stops what was started. */
    @TearDown
    public void stop() throws IOException {
        store.close();
        pool.close();
        server.close();
    }
}
