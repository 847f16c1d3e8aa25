// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that counts what is sent through it. */
final class CountedSource {
    final AtomicInteger statements = new AtomicInteger();
    final AtomicInteger commits = new AtomicInteger();
    final AtomicInteger rowsUpdated = new AtomicInteger();

    private final DataSource source;

    CountedSource(DataSource source) {
        this.source = source;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, source);
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        if (method.getName().startsWith("execute")) {
                            statements.incrementAndGet();
                        }
                        if (method.getName().equals("commit")) {
                            commits.incrementAndGet();
                        }
                        var result = method.invoke(real, arguments);
                        if (method.getName().equals("getUpdateCount")) {
                            rowsUpdated.addAndGet(Math.max(0, (Integer) result));
                        }
                        return result instanceof PreparedStatement statement
                                ? proxy(PreparedStatement.class, statement)
                                : result instanceof Connection connection
                                        ? proxy(Connection.class, connection)
                                        : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** How many statements this sends. */
    int count(Runnable work) {
        var before = statements.get();
        work.run();
        return statements.get() - before;
    }
}
