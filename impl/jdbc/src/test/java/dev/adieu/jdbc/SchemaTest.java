// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.store.contract.Together;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is found out about a database before the first session begins. */
class SchemaTest {

    @Test
    void missingTablesAreRefusedWithTheFileToRun() {
        var refusal = assertThrows(IllegalStateException.class, () -> open(h2(), Schema.VALIDATE));

        assertThat(
                refusal.getMessage(),
                allOf(containsString("dev/adieu/jdbc/h2.sql"), containsString("adieu.jdbc.schema=create")));
    }

    @Test
    void tablesOfAnotherVersionAreRefused() throws Exception {
        var database = h2();
        open(database, Schema.CREATE).close();
        run("UPDATE adieu_schema SET version = 7", database);

        var refusal = assertThrows(IllegalStateException.class, () -> open(database, Schema.VALIDATE));

        assertThat(refusal.getMessage(), allOf(containsString("version 7"), containsString("version 1")));
    }

    @Test
    void tablesAreNotLookedAtWhenNobodyAsks() {
        open(h2(), Schema.OFF).close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nodesThatStartTogetherMakeTheTablesOnce(TestDatabase database) throws Exception {
        for (var table : TestDatabase.TABLES) {
            database.run("DROP TABLE IF EXISTS " + table);
        }
        database.run("DROP TABLE IF EXISTS adieu_schema");

        Together.call(4, i -> {
            open(database.dataSource(), Schema.CREATE).close();
            return i;
        });

        open(database.dataSource(), Schema.VALIDATE).close();
    }

    @Test
    void aUserWhoMayNotMakeTablesIsToldSo() throws Exception {
        var database = h2();
        run("CREATE USER reader PASSWORD 'reader'", database);
        var reader = new JdbcDataSource();
        reader.setUrl(database.getUrl().replace(";DB_CLOSE_DELAY=-1", ""));
        reader.setUser("reader");
        reader.setPassword("reader");

        var refusal = assertThrows(IllegalStateException.class, () -> open(reader, Schema.CREATE));

        assertThat(refusal.getMessage(), allOf(containsString("could not be made"), containsString("h2.sql")));
    }

    @Test
    void aUserWhoMayOnlyReadIsRefusedAtTheStart() throws Exception {
        var database = h2();
        open(database, Schema.CREATE).close();
        run("CREATE USER reader PASSWORD 'reader'", database);
        run("GRANT SELECT ON SCHEMA PUBLIC TO reader", database);
        var reader = new JdbcDataSource();
        reader.setUrl(database.getUrl().replace(";DB_CLOSE_DELAY=-1", ""));
        reader.setUser("reader");
        reader.setPassword("reader");

        var refusal = assertThrows(IllegalStateException.class, () -> open(reader, Schema.VALIDATE));

        assertThat(refusal.getMessage(), allOf(containsString("be written to"), containsString("Not enough rights")));
    }

    @Test
    void aWrongPasswordIsToldAsWhatItIs() throws Exception {
        open(h2(), Schema.CREATE).close();
        var database = h2();
        open(database, Schema.CREATE).close();
        database.setPassword("wrong");

        var refusal = assertThrows(IllegalStateException.class, () -> open(database, Schema.VALIDATE));

        assertThat(refusal.getMessage(), containsString("Wrong user name or password"));
    }

    private static JdbcSessionStore open(DataSource source, Schema schema) {
        return JdbcStore.open(source, schema, Duration.ofSeconds(5), TestDatabase::inNoTransaction);
    }

    private static JdbcDataSource h2() {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.setUser("sa");
        database.setPassword("right");
        return database;
    }

    private static void run(String sql, DataSource database) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
