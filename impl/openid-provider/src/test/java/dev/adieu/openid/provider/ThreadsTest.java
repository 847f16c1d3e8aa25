// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

class ThreadsTest {
    private static final int FIRST_WITH_VIRTUAL_ONES = 21;

    private static <T> T onThread(Callable<T> task) throws Exception {
        var threads = Threads.waiting(2, "adieu-test");
        try {
            return threads.submit(task).get();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void areVirtualWhereTheJdkHasThem() throws Exception {
        var virtual = onThread(() -> Thread.currentThread().getClass().getName().contains("Virtual"));

        assertThat(virtual, is(Runtime.version().feature() >= FIRST_WITH_VIRTUAL_ONES));
        assertThat(onThread(() -> Thread.currentThread().getName()), startsWith("adieu-test"));
    }

    @Test
    void seeTheClassesOfTheApplication() throws Exception {
        var before = Thread.currentThread().getContextClassLoader();
        try (var application = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(application);

            assertThat(onThread(() -> Thread.currentThread().getContextClassLoader()), is(application));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
