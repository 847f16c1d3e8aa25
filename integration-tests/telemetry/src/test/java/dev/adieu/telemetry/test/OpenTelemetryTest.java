// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** Where there is no OpenTelemetry, or one that does not work, an application does. */
class OpenTelemetryTest {
    @AfterEach
    void reset() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void oneThatDoesNotWorkHarmsNobodyAndLeavesNothing() throws JMException {
        assertSignsOut(Broken.class);
    }

    @Test
    void withoutOneTheApplicationMaySetTheGlobalOneLater() throws JMException {
        assertSignsOut();

        GlobalOpenTelemetry.set(OpenTelemetry.noop());
    }

    @Test
    void theGlobalOneIsTakenWhereNoBeanIs() throws JMException {
        var collected = new Collected();
        GlobalOpenTelemetry.set(collected.openTelemetry());

        assertSignsOut();

        assertThat(collected.points("adieu.sign_outs"), is(Map.of(Map.of("adieu.reason", "sign_out"), 1L)));
        assertThat(collected.spans().isEmpty(), is(false));
    }

    private static void assertSignsOut(Class<?>... beans) throws JMException {
        try (var bank = new Served(beans)) {
            var alice = bank.agent();
            alice.postForm("sign-in", Map.of("user", "alice"));
            assertThat(alice.post("sign-out").status(), is(200));
            assertThat(registered(), hasSize(1));
        }
        assertThat(registered(), is(empty()));
    }

    private static Set<ObjectName> registered() throws JMException {
        return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("dev.adieu:type=SignOut,*"), null);
    }

    /** Made when it is asked for, and fails then. */
    @Dependent
    public static class Broken {
        /** Never. */
        @Produces
        @Dependent
        public OpenTelemetry openTelemetry() {
            throw new IllegalStateException("on purpose");
        }
    }
}
