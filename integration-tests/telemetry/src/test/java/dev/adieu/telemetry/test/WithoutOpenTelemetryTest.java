// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Runs on a class path of its own, which has nothing of OpenTelemetry: JMX is all there is, and it works. */
@Tag("without-opentelemetry")
class WithoutOpenTelemetryTest {
    @Test
    void signOutsAreCountedForJmx() throws JMException {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("io.opentelemetry.api.OpenTelemetry"));
        var name = new ObjectName("dev.adieu:type=SignOut");
        var server = ManagementFactory.getPlatformMBeanServer();

        try (var bank = new Served()) {
            var alice = bank.agent();
            alice.postForm("sign-in", Map.of("user", "alice"));
            assertThat(alice.post("sign-out").status(), is(200));

            var signOuts = (TabularData) server.getAttribute(name, "SignOuts");
            assertThat(signOuts.get(new Object[] {"sign_out ok"}).get("value"), is(1L));
        }
        assertThat(server.isRegistered(name), is(false));
    }
}
