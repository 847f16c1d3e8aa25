// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What the log says of a statement that failed: one line, with what is behind it. */
class ReasonTest {
    @Test
    void aPoolsWaitHasItsCause() {
        var behind = new SQLException("The connection attempt failed.", new ConnectException("Connection refused"));

        assertThat(
                Database.reason(new SQLException("Acquisition timeout", "08001", behind)),
                is("Acquisition timeout (Connection refused) [SQLState 08001]"));
    }

    @Test
    void whatADatabaseQuotesInFurtherLinesIsLeftOut() {
        assertThat(
                Database.reason(new SQLException("ERROR: duplicate key\n  Detail: Key (subject)=(alice)", "23505")),
                is("ERROR: duplicate key [SQLState 23505]"));
    }
}
