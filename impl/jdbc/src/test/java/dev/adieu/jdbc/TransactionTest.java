// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import com.arjuna.ats.jta.TransactionManager;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import dev.adieu.spi.Limit;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SettingsSource;
import dev.adieu.store.contract.Sessions;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A store whose caller has a transaction, on a data source that takes part in it. */
class TransactionTest {
    private static final Set<String> NOTHING = Set.of();

    private SeContainer beans;
    private SessionStore store;
    private Caller caller;

    @BeforeEach
    void start() {
        beans = SeContainerInitializer.newInstance()
                .addBeanClasses(Caller.class, Sources.class)
                .initialize();
        store = beans.select(SessionStore.class).get();
        caller = beans.select(Caller.class).get();
    }

    @AfterEach
    void stop() {
        beans.close();
    }

    @Test
    void theCallersRollbackRevivesNothing() {
        var alice = Sessions.of("alice");
        store.create(alice, Limit.NONE, NOTHING);

        assertThrows(
                IllegalStateException.class,
                () -> caller.rollsBack(() -> store.end(byId(alice.id()), SIGN_OUT, NOTHING)));

        assertThat(store.find(alice.token()), is(Optional.empty()));
        assertThat(caller.rows(), is(0));
    }

    @Test
    void theCallersRollbackUndoesNoSighting() {
        var alice = Sessions.of("alice");
        store.create(alice, Limit.NONE, NOTHING);
        var begun = store.find(alice.token()).orElseThrow().session().lastSeenAt();
        Awaitility.await()
                .until(() -> store.touch(alice.id(), Duration.ofMillis(5))
                        && !store.find(alice.token())
                                .orElseThrow()
                                .session()
                                .lastSeenAt()
                                .equals(begun));
        var before = store.find(alice.token()).orElseThrow().session().lastSeenAt();

        assertThrows(
                IllegalStateException.class,
                () -> caller.rollsBack(() -> Awaitility.await()
                        .until(() -> store.touch(alice.id(), Duration.ofMillis(5))
                                && !store.find(alice.token())
                                        .orElseThrow()
                                        .session()
                                        .lastSeenAt()
                                        .equals(before))));

        assertThat(store.find(alice.token()).orElseThrow().session().lastSeenAt(), is(not(before)));
        assertThat(caller.rows(), is(0));
    }

    @Test
    void theCallersRollbackKeepsASessionThatBegan() {
        var alice = Sessions.of("alice");

        assertThrows(
                IllegalStateException.class, () -> caller.rollsBack(() -> store.create(alice, Limit.NONE, NOTHING)));

        assertThat(store.find(alice.token()).isPresent(), is(true));
    }

    /** Has a transaction, which it proves with a row of its own. */
    @Dependent
    static class Caller {
        @Inject
        DataSource source;

        @Transactional
        public void rollsBack(Runnable work) {
            run("INSERT INTO own VALUES (1)");
            work.run();
            throw new IllegalStateException("Rolls back");
        }

        int rows() {
            try (var connection = source.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT COUNT(*) FROM own")) {
                rows.next();
                return rows.getInt(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void run(String sql) {
            try (var connection = source.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A pool as servers have one: its connections join the transaction of whoever asks. */
    @ApplicationScoped
    static class Sources implements SettingsSource {
        @Override
        public Map<String, String> settings() {
            return Map.of("adieu.jdbc.schema", "create");
        }

        @Produces
        @ApplicationScoped
        DataSource source() throws SQLException {
            var registry = jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry();
            var pool = AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(each -> each.maxSize(5)
                            .transactionIntegration(new NarayanaTransactionIntegration(
                                    TransactionManager.transactionManager(), registry))
                            .connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl("jdbc:h2:mem:transactions;DB_CLOSE_DELAY=-1"))));
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS own (n INT)");
            }
            return pool;
        }
    }
}
