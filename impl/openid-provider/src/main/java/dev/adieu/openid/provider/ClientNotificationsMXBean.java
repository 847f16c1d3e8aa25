// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

/**
 * What this node does to tell clients by logout tokens, for operators: a platform MXBean named
 * {@code dev.adieu:type=ClientNotifications,issuer=…}. Counts since it was deployed.
 */
public interface ClientNotificationsMXBean {

    /** Tokens that a client has taken. */
    long getTold();

    /** Tokens that a client has refused. */
    long getRefused();

    /** Tokens that were left for later, after some attempts. */
    long getFailed();

    /** Sessions whose clients are being told. */
    int getSessions();

    /** Tokens that wait to be sent. */
    int getWaiting();

    /** Tokens that are being sent. */
    int getSending();
}
