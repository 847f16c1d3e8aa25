// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

/** Keeps sessions, as an application would have it do. Another store, or another way to read one, is one more of these. */
interface Contender {
    /**
     * A session that has begun.
     *
     * @param credential what its user agent presents
     * @param handle what it is ended by
     */
    record Login(String credential, String handle) {}

    /** How it is called in a report. */
    String name();

    Login signIn(String subject);

    /** What a request does that asks who calls: from what the user agent presents to the session. */
    Object find(String credential);

    Object signOut(Login login);

    Object signOutEverywhere(String subject);
}
