// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

/** Knows no UPDATE that answers: a compound statement does both, in one round trip. */
record MariaDb() implements Dialect {
    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public String now() {
        return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000";
    }

    @Override
    public String insert(String insertion, String column) {
        return insertion + " RETURNING " + column;
    }

    @Override
    public String delete(String table, String key, String where) {
        return "DELETE " + table + " FROM " + free(table, key, where + " LIMIT 1000");
    }

    @Override
    public String change(Change change) {
        var set = " SET " + change.mark() + " = :mark, " + change.set();
        var which = change.where() + " ORDER BY " + change.order() + " LIMIT :atMost";
        var update = change.shared()
                ? "UPDATE " + free("adieu_session", "token", which) + set
                : "UPDATE adieu_session" + set + " WHERE " + which;
        return "BEGIN NOT ATOMIC " + update + "; SELECT " + ROW + " FROM adieu_session WHERE " + change.mark()
                + " = :mark; END";
    }

    /** Rows that nobody holds, by their keys and in this order: any other that is read is waited for. */
    private static String free(String table, String key, String which) {
        return "(SELECT " + key + " AS free FROM " + table + " WHERE " + which
                + " FOR UPDATE SKIP LOCKED) AS found STRAIGHT_JOIN " + table + " FORCE INDEX (PRIMARY) ON " + key
                + " = free";
    }
}
