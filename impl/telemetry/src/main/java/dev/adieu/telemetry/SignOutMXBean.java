// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import java.util.Map;

/**
 * What an application's sign-outs are like on this node, for operators without OpenTelemetry: a platform MXBean named
 * {@code dev.adieu:type=SignOut}, with {@code application=} where the server tells its name. Counts since it was deployed.
 */
public interface SignOutMXBean {

    /** Sign-outs by reason and outcome: {@code sign_out ok}, {@code sign_out store_unavailable}. */
    Map<String, Long> getSignOuts();

    /** Sessions that ended, by reason and scheme: {@code idle_timeout Cookies}. */
    Map<String, Long> getSessionsEnded();

    /** Answers that refused a request, by error: {@code cross_site_request}. */
    Map<String, Long> getRequestsRefused();

    /** Attempts at effects by effect and outcome: {@code backchannel ok}, {@code backchannel java.io.IOException}. */
    Map<String, Long> getEffects();

    /** What the session store was asked, by method: {@code find}. */
    Map<String, Long> getStoreCalls();

    /** How many of these failed, by method. */
    Map<String, Long> getStoreFailures();

    /** How long an answer of the store took on average since the start, in milliseconds, by method. */
    Map<String, Double> getStoreMilliseconds();

    /** Sessions in the store that have not ended; -1 where it cannot tell cheaply, or does not answer. */
    long getSessionsLive();

    /** Ended sessions in the store with effects still to be done; -1 as for {@link #getSessionsLive}. */
    long getSessionsUnsettled();

    /** Sessions whose durable effects this node is doing. */
    int getSessionsUnderWay();

    /** Seconds since this node last ended all sessions that had expired. */
    long getSecondsSinceSweep();
}
