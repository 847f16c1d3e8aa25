// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.Reason;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The end of a session, and what is still to be done about it.
 *
 * @param reason why
 * @param at when, by the store's clock
 * @param outstanding the durable effects that have not been {@linkplain SessionStore#settle settled}
 * @param attempts how often {@link SessionStore#unsettled} has handed the record out
 */
public record Ending(Reason reason, Instant at, Set<String> outstanding, int attempts) {
    /** Of the delays that double: 256 times the first. */
    private static final int LAST_DOUBLED = 8;

    private static final String MARK = "|";

    /** Copies the set. */
    public Ending {
        outstanding = Set.copyOf(outstanding);
    }

    /** How many times as long as its end did the last attempt hides the record: 1, 2, 4, …, 256, 256. */
    public int delays() {
        return 1 << Math.min(Math.max(attempts - 1, 0), LAST_DOUBLED);
    }

    /** Names of effects as one text, for stores: each can be cut out of it as {@link #text(String)} alone. */
    public static String text(Set<String> names) {
        return names.stream().map(Ending::text).collect(Collectors.joining());
    }

    /** One name, as it is in the text of several. */
    public static String text(String name) {
        return MARK + URLEncoder.encode(name, StandardCharsets.UTF_8) + MARK;
    }

    /** The names that {@link #text(Set)} wrote. */
    public static Set<String> names(String text) {
        if (text.isEmpty()) {
            return Set.of(); // as most are
        }
        return Arrays.stream(text.split(Pattern.quote(MARK)))
                .filter(Predicate.not(String::isEmpty))
                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
                .collect(Collectors.toUnmodifiableSet());
    }
}
