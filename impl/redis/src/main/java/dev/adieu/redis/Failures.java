// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/** Why a command failed, in one line. */
final class Failures {
    /** What is the cause of what, at most. */
    private static final int DEPTH = 10;

    private Failures() {}

    /** What the client says, and what is behind that: it names the cause last, if at all, as one that was suppressed. */
    static String reason(JedisException failure) {
        Throwable root = failure;
        for (int depth = 0; depth < DEPTH; depth++) {
            var deeper = behind(root);
            if (deeper == null) {
                break;
            }
            root = deeper;
        }
        var said = text(failure);
        var cause = text(root);
        return said.contains(cause) ? said : said + " (" + cause + ")";
    }

    private static @Nullable Throwable behind(Throwable failure) {
        var suppressed = failure.getSuppressed();
        return failure.getCause() != null || suppressed.length == 0 ? failure.getCause() : suppressed[0];
    }

    /** Of a command that it does not know Redis quotes the arguments, which may be a password. */
    private static String text(Throwable failure) {
        var said = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return said.split(", with args beginning with", 2)[0];
    }
}
