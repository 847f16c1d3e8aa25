// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A session as its user agent knows it. */
final class Login {
    private final String cookie;
    private final String session;
    private final Set<Node> unanswered = ConcurrentHashMap.newKeySet();
    private volatile Instant known = Instant.now();
    private volatile long ended;

    Login(String cookie, String session) {
        this.cookie = cookie;
        this.session = session;
    }

    String cookie() {
        return cookie;
    }

    String session() {
        return session;
    }

    /** It was told ok now. */
    void isEnded() {
        known = Instant.now();
        ended = System.nanoTime();
    }

    /** How long ago it was told ok. */
    Duration since() {
        return Duration.ofNanos(System.nanoTime() - ended);
    }

    /** A node was asked to end it, and did not say ok. */
    void isUnanswered(Node node) {
        unanswered.add(node);
    }

    /** When its last state was answered. */
    Instant known() {
        return known;
    }

    /** Whether a node may have ended it and died before it told anybody. */
    boolean mayBeUntold() {
        return unanswered.stream().anyMatch(Node::wasKilled);
    }

    @Override
    public String toString() {
        return session;
    }
}
