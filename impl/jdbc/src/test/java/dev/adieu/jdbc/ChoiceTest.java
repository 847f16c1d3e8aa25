// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.SettingsSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** An application that cannot have the store it asks for does not start. */
class ChoiceTest {

    @Test
    void aMissingDataSourceIsRefusedByTheNameOfTheSetting() {
        assertThat(refusal(), allOf(containsString("DataSource"), containsString("adieu.jdbc.data-source")));
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        assertThat(
                refusal(UnknownName.class),
                allOf(containsString("adieu.jdbc.data-source"), containsString("'jdbc/nowhere'")));
    }

    @Test
    void twoDataSourcesAreRefused() {
        assertThat(
                refusal(One.class, Other.class), allOf(containsString("more than one"), containsString("DataSource")));
    }

    /** As a pool does that finds no driver: CDI makes it when the first connection is asked for. */
    @Test
    void aPoolThatCannotBeMadeIsRefusedWithItsReason() {
        assertThat(
                refusal(Broken.class),
                allOf(
                        containsString("The database of adieu-jdbc cannot be used"),
                        containsString("Unable to get a driver"),
                        containsString("No suitable driver")));
    }

    @Test
    void twoStoresAreRefusedByName() {
        assertThat(
                refusal(One.class, FurtherStore.class),
                allOf(containsString(JdbcStore.class.getName()), containsString(FurtherStore.class.getName())));
    }

    private static String refusal(Class<?>... beans) {
        return assertThrows(IllegalStateException.class, () -> SeContainerInitializer.newInstance()
                        .addBeanClasses(beans)
                        .initialize()
                        .close())
                .getMessage();
    }

    @ApplicationScoped
    static class UnknownName implements SettingsSource {
        @Override
        public Map<String, String> settings() {
            return Map.of("adieu.jdbc.data-source", "jdbc/nowhere");
        }
    }

    @ApplicationScoped
    static class One {
        @Produces
        DataSource source() {
            return new JdbcDataSource();
        }
    }

    @ApplicationScoped
    static class Broken {
        @Produces
        @ApplicationScoped
        DataSource source() {
            throw new IllegalArgumentException("Unable to get a driver", new SQLException("No suitable driver"));
        }
    }

    @ApplicationScoped
    static class Other {
        @Produces
        DataSource source() {
            return new JdbcDataSource();
        }
    }
}
