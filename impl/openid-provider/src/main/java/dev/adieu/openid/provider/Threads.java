// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for work of the application, whose classes they see whoever begins it. */
final class Threads {
    private Threads() {}

    /** For at most so many tasks at a time, which mostly wait: virtual ones where the JDK has them. */
    static ExecutorService waiting(int most, String name) {
        try {
            var virtual = (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, ofApplication(virtualThreads(name)));
            return virtual;
        } catch (ReflectiveOperationException e) {
            // Before 21.
            return upTo(most, name);
        }
    }

    private static ThreadFactory virtualThreads(String name) throws ReflectiveOperationException {
        var builder = Class.forName("java.lang.Thread$Builder");
        var virtual = Thread.class.getMethod("ofVirtual").invoke(null);
        builder.getMethod("name", String.class).invoke(virtual, name);
        return (ThreadFactory) builder.getMethod("factory").invoke(virtual);
    }

    /** So many at a time, which end when they have nothing to do. */
    static ExecutorService upTo(int most, String name) {
        var daemons = ofApplication(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        var pool = new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For what begins something later. The JDK's own would keep the application's classes after its end. */
    static ScheduledExecutorService timer(String name) {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory ofApplication(ThreadFactory threads) {
        var application = Thread.currentThread().getContextClassLoader();
        return task -> {
            var thread = threads.newThread(task);
            thread.setContextClassLoader(application);
            return thread;
        };
    }
}
