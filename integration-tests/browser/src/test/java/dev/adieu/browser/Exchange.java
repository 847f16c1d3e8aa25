// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

/** What a browser asked, and how it was answered. */
final class Exchange {
    private final Head asked;
    private volatile int status;
    private volatile boolean over;

    Exchange(Head asked) {
        this.asked = asked;
    }

    void answered(int status) {
        this.status = status;
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** 0 before it is answered. */
    int status() {
        return status;
    }

    String method() {
        return asked.method();
    }

    String path() {
        return asked.path();
    }

    String header(String name) {
        return asked.header(name);
    }

    @Override
    public String toString() {
        return asked.method() + " " + asked.path() + " " + status + " (" + header("Sec-Fetch-Site") + ", origin "
                + header("Origin") + ", " + (header("Cookie").contains("adieu") ? "with" : "without") + " the cookie)";
    }
}
