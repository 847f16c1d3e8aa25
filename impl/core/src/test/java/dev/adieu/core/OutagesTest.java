// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOutException;
import dev.adieu.spi.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What operators read while a store is down, and many requests fail. */
class OutagesTest {
    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("dev.adieu").addHandler(handler);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("dev.adieu").removeHandler(handler);
    }

    @Test
    void aStoreThatSaysWhyIsOneLine() {
        fail(new StoreUnavailableException("Redis could not look a session up: refused", new RuntimeException("deep")));

        assertThat(lines, hasSize(1));
        assertThat(
                new SimpleFormatter().formatMessage(lines.get(0)),
                is("The session store does not answer: Redis could not look a session up: refused"));
        assertThat(lines.get(0).getThrown(), is(nullValue()));
    }

    @Test
    void whatNobodyExpectedHasItsTrace() {
        fail(new IllegalStateException("a fault"));

        assertThat(lines, hasSize(1));
        assertThat(lines.get(0).getThrown(), is(notNullValue()));
    }

    private static void fail(RuntimeException failure) {
        assertThrows(
                SignOutException.class,
                () -> Sightings.asking(() -> {
                    throw failure;
                }));
    }
}
