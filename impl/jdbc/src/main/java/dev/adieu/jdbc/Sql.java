// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A statement whose parameters have names, as in {@code id = :id}; a collection becomes a list of parameters. */
final class Sql {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-zA-Z]+)");

    private final String text;
    private final String positional;
    private final List<String> names;

    Sql(String text) {
        this.text = text;
        this.positional = NAME.matcher(text).replaceAll("?");
        this.names = NAME.matcher(text).results().map(result -> result.group(1)).toList();
    }

    /** With these values, of the types that drivers know. The caller closes it. */
    PreparedStatement prepare(Connection connection, Map<String, ?> values) throws SQLException {
        var all = new ArrayList<Object>(names.size());
        var hasList = false;
        for (var name : names) {
            if (values.get(name) instanceof Collection<?> list) {
                hasList = true;
                all.addAll(list);
            } else {
                all.add(values.get(name));
            }
        }
        var statement = connection.prepareStatement(hasList ? expanded(values) : positional);
        try {
            for (int i = 0; i < all.size(); i++) {
                statement.setObject(i + 1, all.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Runs it; how many rows it changed. */
    int run(Connection connection, Map<String, ?> values) throws SQLException {
        try (var statement = prepare(connection, values)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private String expanded(Map<String, ?> values) {
        return NAME.matcher(text).replaceAll(result -> {
            var value = values.get(result.group(1));
            return value instanceof Collection<?> list ? "?" + ", ?".repeat(list.size() - 1) : "?";
        });
    }

    @Override
    public String toString() {
        return text;
    }
}
