// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.util.Optional;

/** Answers from the changed table. Locks rows in any order, so that changes have to take turns. */
record H2() implements Dialect {
    @Override
    public Optional<String> lock() {
        return Optional.of("SELECT version FROM adieu_schema FOR UPDATE");
    }

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public String now() {
        return "DATEDIFF(MILLISECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z', CURRENT_TIMESTAMP)";
    }

    @Override
    public String insert(String insertion, String column) {
        return "SELECT " + column + " FROM FINAL TABLE (" + insertion + ")";
    }

    @Override
    public String change(Change change) {
        return "SELECT " + ROW + " FROM FINAL TABLE (UPDATE adieu_session SET " + change.set() + ", " + change.mark()
                + " = :mark WHERE " + change.where() + " FETCH FIRST :atMost ROWS ONLY)";
    }
}
