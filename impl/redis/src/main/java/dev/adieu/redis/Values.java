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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions as the scripts keep them: a head of fixed width, which they read, and a content, which they do not. */
final class Values {
    private static final int DIGITS = 13;
    private static final int ID = 146;
    private static final int FACT = DIGITS + 22;

    /** What of an ended session is asked for; the last tells until when it is kept. */
    static final byte[][] ENDED_MEMBERS =
            Stream.of("v", "e", "r", "o", "a", "k").map(Keys::bytes).toArray(byte[][]::new);

    private Values() {}

    /** When a live session expires. */
    static long expiry(byte[] value) {
        return number(value, 2 * DIGITS);
    }

    static SessionRecord live(byte[] value) {
        return record(value, null);
    }

    /** The records of what a script answers, read one by one. */
    static List<SessionRecord> live(Object answer) {
        return all(answer, each -> live((byte[]) each));
    }

    /** The records of ended sessions that a script answers. */
    static List<SessionRecord> ended(Object answer) {
        return all(answer, each -> ended((List<?>) each));
    }

    /** An ended session: its value, when and why it ended, what is outstanding, and how often that was tried. */
    static SessionRecord ended(List<?> members) {
        return record(
                (byte[]) members.get(0),
                new Ending(
                        new Reason(text(members.get(2))),
                        Instant.ofEpochMilli(Long.parseLong(text(members.get(1)))),
                        Ending.names(text(members.get(3))),
                        Integer.parseInt(text(members.get(4)))));
    }

    /** Whether an ended session is there, and still to be kept. */
    static boolean isKept(List<byte[]> members, long now) {
        return members.get(0) != null
                && (Long.parseLong(text(members.get(5))) > now
                        || !text(members.get(3)).isEmpty());
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

    private static SessionRecord record(byte[] value, @Nullable Ending ending) {
        var startedAt = Instant.ofEpochMilli(number(value, 0));
        var content = ID + (int) number(value, ID - 3, 3);
        return StoredSession.parse(Arrays.copyOfRange(value, content, value.length), startedAt)
                .record(Instant.ofEpochMilli(number(value, DIGITS)), ending);
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
        if (value.length < from + digits) {
            throw new IllegalArgumentException("A session of " + value.length + " bytes is damaged");
        }
        long number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number * 10 + value[i] - '0';
        }
        return number;
    }
}
