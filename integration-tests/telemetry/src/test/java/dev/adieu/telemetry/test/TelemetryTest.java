// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import dev.adieu.suite.UserAgent;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What an exporter gets of sign-outs, and what JMX shows. */
class TelemetryTest {
    private static final Map<String, Object> OK = Map.of("adieu.reason", "sign_out");

    private final String subject = "alice-" + UUID.randomUUID();
    private Served bank;
    private Collected collected;
    private UserAgent alice;

    @BeforeEach
    void serve() {
        Bank.Branches.done = new CompletableFuture<>();
        bank = new Served(Collected.class);
        collected = bank.bean(Collected.class);
        alice = bank.agent();
        alice.postForm("sign-in", Map.of("user", subject));
    }

    @AfterEach
    void stop() {
        BreakableStore.takeDown();
        bank.close();
    }

    @Test
    void signOutsAreCountedByReasonAndSchemeMeant() {
        alice.post("sign-out");
        alice.post("sign-out/cookies");

        assertThat(
                collected.points("adieu.sign_outs"),
                is(Map.of(OK, 1L, Map.of("adieu.reason", "sign_out", "adieu.scheme", "Cookies"), 1L)));
        assertThat(
                collected.points("adieu.sessions.ended"),
                is(Map.of(Map.of("adieu.reason", "sign_out", "adieu.scheme", "Cookies"), 1L)));
    }

    @Test
    void whatFailsIsCountedAsThat() {
        BreakableStore.takeDown("end");

        assertThat(alice.post("sign-out").status(), is(503));

        assertThat(
                collected.points("adieu.sign_outs"),
                is(Map.of(Map.of("adieu.reason", "sign_out", "error.type", "store_unavailable"), 1L)));
        assertThat(collected.points("adieu.sessions.ended"), is(Map.of()));
        assertThat(
                collected.points("adieu.requests.refused"), is(Map.of(Map.of("error.type", "store_unavailable"), 1L)));
        assertThat(
                collected
                        .points("adieu.store.duration")
                        .get(Map.of(
                                "adieu.store.operation",
                                "end",
                                "error.type",
                                "dev.adieu.spi.StoreUnavailableException")),
                is(1L));
    }

    @Test
    void refusalsAreCountedByCause() {
        alice.post("sign-out", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");

        assertThat(
                collected.points("adieu.requests.refused"), is(Map.of(Map.of("error.type", "cross_site_request"), 1L)));
    }

    @Test
    void effectsAreTimedByOutcome() {
        alice.post("sign-out");

        assertThat(
                collected.points("adieu.effect.duration"),
                is(Map.of(
                        Map.of("adieu.effect", "letters"),
                        1L,
                        Map.of("adieu.effect", "ledger", "error.type", "java.io.IOException"),
                        1L)));
        assertThat(collected.points("adieu.sessions.under_way"), is(Map.of(Map.of(), 1L)));
        assertThat(collected.points("adieu.sessions.unsettled"), is(Map.of(Map.of(), 1L)));

        Bank.Branches.done.complete(null);

        await().until(() -> Long.valueOf(1)
                .equals(collected.points("adieu.effect.duration").get(Map.of("adieu.effect", "branches"))));
        assertThat(collected.points("adieu.sessions.under_way"), is(Map.of(Map.of(), 0L)));
        assertThat(collected.points("adieu.sessions.unsettled"), is(Map.of(Map.of(), 0L)));
    }

    @Test
    void theStoreIsTimedAndSaysHowMuchItHolds() {
        alice.get("api/hello");

        assertThat(collected.points("adieu.store.duration").get(Map.of("adieu.store.operation", "find")), is(1L));
        assertThat(collected.points("adieu.sessions.live"), is(Map.of(Map.of(), 1L)));
        BreakableStore.takeDown("counts");
        assertThat(collected.points("adieu.sessions.live"), is(Map.of()));
        assertThat(collected.points("adieu.sessions.under_way"), is(Map.of(Map.of(), 0L)));
    }

    @Test
    void spansAreDecideEndAndEachEffect() {
        Bank.Branches.done.complete(null);
        alice.post("sign-out");

        await().until(() -> collected.spans().size() == 5);
        assertThat(
                collected.spans().stream().map(SpanData::getName).toList(),
                containsInAnyOrder("adieu decide", "adieu end", "adieu effect", "adieu effect", "adieu effect"));
    }

    @Test
    void nothingNamesASubjectOrASession() {
        var id = alice.post("session-id").body();
        Bank.Branches.done.complete(null);
        alice.post("sign-out");

        assertThat(collected.everything(), not(containsString(subject)));
        assertThat(collected.everything(), not(containsString(id)));
        assertThat(collected.everything(), not(containsString("No ledger")));
    }

    @Test
    void operatorsWithoutOpenTelemetrySeeItByJmx() throws JMException {
        alice.post("sign-out");

        assertThat(counted("SignOuts", "sign_out ok"), is(1L));
        assertThat(counted("SessionsEnded", "sign_out Cookies"), is(1L));
        assertThat(counted("Effects", "ledger java.io.IOException"), is(1L));
        assertThat(counted("StoreCalls", "end"), is(1L));
        assertThat(counted("StoreFailures", "end"), is(0L));
        assertThat(attribute("SessionsLive"), is(0L));
        BreakableStore.takeDown("counts");
        await().until(() -> attribute("SessionsLive"), is(-1L));
    }

    private static Object counted(String attribute, String key) throws JMException {
        return ((TabularData) attribute(attribute)).get(new Object[] {key}).get("value");
    }

    private static Object attribute(String attribute) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("dev.adieu:type=SignOut"), attribute);
    }
}
