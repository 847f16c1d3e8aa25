// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.Reason;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.StoredSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sessions as the scripts keep them: a head of fixed width, which they read, and a content, which they do not. */
final class Values {
    private static final int DIGITS = 13;
    private static final int ID = 146;
    private static final int ATTEMPTS = 6;
    private static final int REASON = 2 * DIGITS + ATTEMPTS;
    private static final int FACT = DIGITS + 22;

    private Values() {}

    /** When a live session expires. */
    static long expiry(byte[] value) {
        return number(value, 2 * DIGITS);
    }

    static SessionRecord live(byte[] value) {
        return record(value, 0, null);
    }

    /** The records of what a script answers, read one by one. */
    static List<SessionRecord> live(Object answer) {
        return all(answer, each -> live((byte[]) each));
    }

    /** The records of ended sessions that a script answers. */
    static List<SessionRecord> ended(Object answer) {
        return all(answer, each -> ended((byte[]) each));
    }

    /** An ended session: how it ended, and what it was. */
    static SessionRecord ended(byte[] value) {
        var reason = Text.at(value, REASON, 3);
        var outstanding = Text.at(value, reason.end(), 5);
        var ending = new Ending(
                new Reason(reason.value()),
                Instant.ofEpochMilli(number(value, 0)),
                Ending.names(outstanding.value()),
                (int) number(value, 2 * DIGITS, ATTEMPTS));
        return record(value, outstanding.end(), ending);
    }

    /** Whether an ended session is still to be kept. */
    static boolean isKept(byte[] value, long now) {
        return number(value, DIGITS) > now
                || !Text.at(value, Text.at(value, REASON, 3).end(), 5).value().isEmpty();
    }

    /** A text after its length, of so many digits. */
    private record Text(String value, int end) {
        static Text at(byte[] value, int from, int digits) {
            var begin = from + digits;
            var end = begin + (int) number(value, from, digits);
            requireLength(value, end);
            return new Text(new String(value, begin, end - begin, StandardCharsets.UTF_8), end);
        }
    }

    /** What a fact says, if it holds: its time, the operation that wrote it, and the text. */
    static Optional<String> fact(byte[] value, long now) {
        return number(value, 0) > now
                ? Optional.of(new String(value, FACT, value.length - FACT, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** One session, or none; an unreadable one is no reason to say that there is none. */
    static Optional<SessionRecord> readable(Supplier<@Nullable SessionRecord> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (IllegalArgumentException e) {
            throw new StoreUnavailableException(e.getMessage(), e);
        }
    }

    private static SessionRecord record(byte[] value, int head, @Nullable Ending ending) {
        var startedAt = Instant.ofEpochMilli(number(value, head));
        var content = head + ID + (int) number(value, head + ID - 3, 3);
        requireLength(value, content);
        return StoredSession.parse(Arrays.copyOfRange(value, content, value.length), startedAt)
                .record(Instant.ofEpochMilli(number(value, head + DIGITS)), ending);
    }

    private static List<SessionRecord> all(Object answer, Function<Object, SessionRecord> read) {
        var records = new ArrayList<SessionRecord>();
        IllegalArgumentException unreadable = null;
        for (var each : (List<?>) answer) {
            try {
                records.add(read.apply(each));
            } catch (IllegalArgumentException e) {
                unreadable = e;
            }
        }
        if (unreadable != null) {
            throw new StoreUnavailableException(unreadable.getMessage(), unreadable, records);
        }
        return records;
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static long number(byte[] value, int from) {
        return number(value, from, DIGITS);
    }

    private static long number(byte[] value, int from, int digits) {
        requireLength(value, from + digits);
        long number = 0;
        for (int i = from; i < from + digits; i++) {
            require(value[i] >= '0' && value[i] <= '9', value);
            number = number * 10 + value[i] - '0';
        }
        return number;
    }

    private static void requireLength(byte[] value, int length) {
        require(value.length >= length, value);
    }

    private static void require(boolean whole, byte[] value) {
        if (!whole) {
            throw new IllegalArgumentException("A session of " + value.length + " bytes is damaged");
        }
    }
}
