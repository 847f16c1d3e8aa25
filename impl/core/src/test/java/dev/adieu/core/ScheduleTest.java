// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.time.Duration;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

class ScheduleTest {
    private static final ScheduledExecutorService MANAGED =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "managed by the server"));

    @AfterEach
    void restore() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @Test
    void runsOnADaemonThreadWhereNothingIsManaged() throws Exception {
        var thread = new CompletableFuture<Thread>();

        try (var schedule = Schedule.every(Duration.ofMillis(10), () -> thread.complete(Thread.currentThread()))) {
            assertThat(thread.get(10, TimeUnit.SECONDS).getName(), startsWith("adieu"));
            assertThat(thread.get().isDaemon(), is(true));
            assertThat(schedule.isRunning(), is(true));
        }

        thread.get().join(10_000);
        assertThat(thread.get().isAlive(), is(false));
    }

    @Test
    void runsOnTheServersExecutorWhereThereIsOneAndLeavesItToTheServer() throws Exception {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Server.class.getName());
        var thread = new CompletableFuture<Thread>();

        var schedule = Schedule.every(Duration.ofMillis(10), () -> thread.complete(Thread.currentThread()));
        assertThat(thread.get(10, TimeUnit.SECONDS).getName(), is("managed by the server"));
        schedule.close();

        assertThat(schedule.isRunning(), is(false));
        assertThat(MANAGED.isShutdown(), is(false));
    }

    /** A server's naming context. */
    public static final class Server implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    if (name.equals("java:comp/DefaultManagedScheduledExecutorService")) {
                        return MANAGED;
                    }
                    throw new NamingException(name);
                }
            };
        }
    }
}
