// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import org.jspecify.annotations.Nullable;

/** What a browser asked, and how it was answered. */
final class Exchange {
    private final Head asked;
    private volatile @Nullable Head answer;
    private volatile boolean over;

    Exchange(Head asked) {
        this.asked = asked;
    }

    void answered(Head answer) {
        this.answer = answer;
    }

    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** 0 before it is answered. */
    int status() {
        return answer == null ? 0 : answer.status();
    }

    String method() {
        return asked.method();
    }

    String path() {
        return asked.path();
    }

    /** A header of the answer, empty if it is absent. */
    String answer(String header) {
        return answer == null ? "" : answer.header(header);
    }

    String header(String name) {
        return asked.header(name);
    }

    @Override
    public String toString() {
        return asked.method() + " " + asked.path() + " " + status() + " (" + header("Sec-Fetch-Site") + ", origin "
                + header("Origin") + ", " + (header("Cookie").contains("adieu") ? "with" : "without") + " the cookie)";
    }
}
