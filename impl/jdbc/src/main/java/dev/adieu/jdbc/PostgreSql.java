// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.util.Optional;

/** Updates and answers in one statement, and leaves rows that others hold. */
record PostgreSql() implements Dialect {
    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String now() {
        // Not extract, which counts in numeric: slower, and every look-up asks this.
        return "floor(date_part('epoch', statement_timestamp()) * 1000)::bigint";
    }

    @Override
    public String insert(String insertion, String column) {
        return insertion + " RETURNING " + column;
    }

    @Override
    public String delete(String table, String key, String where) {
        return "DELETE FROM " + table + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + table + " WHERE " + where
                + " LIMIT 1000 FOR UPDATE SKIP LOCKED))";
    }

    @Override
    public Optional<String> echo(String now) {
        // It need not be durable: what it proves is about those that are told, now.
        return Optional.of(
                "SELECT set_config('synchronous_commit', 'off', true), pg_notify(:channel, :message || ':' || " + now
                        + ")");
    }

    @Override
    public String change(Change change) {
        // Locked in one order, so that two changes wait for each other instead of dying of it.
        return "UPDATE adieu_session SET " + change.set() + ", " + change.mark()
                + " = :mark WHERE token = ANY(ARRAY("
                + "SELECT token FROM adieu_session WHERE " + change.where() + " ORDER BY " + change.order()
                + " LIMIT :atMost FOR UPDATE" + (change.shared() ? " SKIP LOCKED" : "") + ")) RETURNING " + ROW
                + (change.ends() ? ", pg_notify('" + Notifications.ENDS + "', id)" : "");
    }
}
