// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.Locale;

/**
 * What of a client's tokens ends with the session that they were issued in.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCActions">OpenID Connect Back-Channel Logout
 *     1.0, section 2.7</a>
 */
public enum LifetimeCoordination {
    /** Nothing: they live as long as they live. */
    NONE,
    /** BC-13: all but what was granted with {@code offline_access}, which is for when the user is not there. */
    EXCEPT_OFFLINE,
    /** All. */
    ALL;

    /** Whether a token ends with its session. */
    boolean includes(boolean offline) {
        return this == ALL || this == EXCEPT_OFFLINE && !offline;
    }

    /** As settings say it. */
    static LifetimeCoordination parse(String text) {
        for (var each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException(text);
    }
}
