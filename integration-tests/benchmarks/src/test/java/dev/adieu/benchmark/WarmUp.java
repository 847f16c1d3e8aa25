// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

/**
 * Decides how long a server is warmed up: until the processor time that it takes for a request no longer falls. That is so
 * when two turns in succession bring less than a twentieth; a bound keeps what never settles from taking for ever.
 */
final class WarmUp {
    private static final double FALLING = 0.95;
    private static final int SETTLED = 2;

    private final int most;
    private int turns;
    private int settled;
    private double least = Double.MAX_VALUE;

    /** Of so many turns at most. */
    WarmUp(int most) {
        this.most = most;
    }

    /** One more turn, with so much time for a request. */
    void turn(double time) {
        turns++;
        settled = time < FALLING * least ? 0 : settled + 1;
        least = Math.min(least, time);
    }

    boolean isWarm() {
        return settled >= SETTLED;
    }

    boolean isOver() {
        return isWarm() || turns >= most;
    }

    int turns() {
        return turns;
    }
}
