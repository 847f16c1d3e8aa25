// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.Limit;
import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Where no server has data sources, as the page on stores has it: a pool that is a bean. */
class PooledBeanTest {
    @BeforeEach
    void set() {
        TestDatabase.POSTGRESQL.emptyStore(new MovingClock());
        System.setProperty("shop.database", TestDatabase.POSTGRESQL.url());
    }

    @AfterEach
    void reset() {
        System.clearProperty("shop.database");
    }

    @Test
    void sessionsOutliveTheApplication() {
        var alice = Sessions.of("alice");

        try (var application = start()) {
            application.select(SessionStore.class).get().create(alice, Limit.NONE, Set.of());
        }

        try (var again = start()) {
            assertThat(
                    again.select(SessionStore.class).get().find(alice.token()).isPresent(), is(true));
        }
    }

    private static SeContainer start() {
        return SeContainerInitializer.newInstance()
                .addBeanClasses(Example.Database.class)
                .initialize();
    }

    /** As it stands on the page. */
    interface Example {
        @ApplicationScoped
        public class Database {
            @Produces
            @ApplicationScoped
            public DataSource pool() throws SQLException {
                return AgroalDataSource.from(
                        new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(20)
                                .acquisitionTimeout(Duration.ofSeconds(2))
                                .validateOnBorrow(true)
                                .connectionFactoryConfiguration(connections -> connections
                                        .connectionProviderClassName("org.postgresql.Driver")
                                        .jdbcUrl(System.getProperty("shop.database")))));
            }

            void close(@Disposes DataSource pool) {
                ((AgroalDataSource) pool).close();
            }
        }
    }
}
