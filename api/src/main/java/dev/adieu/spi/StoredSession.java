// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.FederatedLink;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.UserSession;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a session never changes, in the form that stores outside the process keep it in. For authors of stores: what
 * does change is when it was last seen, and how it ended.
 *
 * @param session what was to be created
 * @param startedAt when it was, by the store's clock
 */
public record StoredSession(NewSession session, Instant startedAt) {
    /** Another first byte is another format. Members may be added at the end: readers leave what they do not know. */
    private static final byte FORMAT = 1;

    private static final int NO_TEXT = -1;

    /** A time as {@link SessionStore#advance} remembers it: as text it compares as the times do. */
    public static String text(Instant time) {
        return String.format("%013d", time.toEpochMilli());
    }

    /** When its lifetime is over. */
    public Instant endOfLife() {
        return startedAt.plus(session.lifetime());
    }

    /** When it expires if it is not seen again. */
    public Instant expiresAt(Instant lastSeenAt) {
        var idle = lastSeenAt.plus(session.idleTimeout());
        return idle.isBefore(endOfLife()) ? idle : endOfLife();
    }

    /** Why it expires if it is not seen again. */
    public Reason expiry(Instant lastSeenAt) {
        return expiresAt(lastSeenAt).equals(endOfLife()) ? Reason.LIFETIME : Reason.IDLE_TIMEOUT;
    }

    /** The record of it: live when it has no ending. */
    public SessionRecord record(Instant lastSeenAt, @Nullable Ending ending) {
        return new SessionRecord(
                new UserSession(
                        session.id(),
                        session.subject(),
                        session.roles(),
                        session.scheme(),
                        startedAt,
                        lastSeenAt,
                        expiresAt(lastSeenAt),
                        session.details()),
                session.links(),
                session.secrets(),
                ending);
    }

    /** What {@link #parse} needs, beside the time. */
    public static byte[] bytes(NewSession session) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            write(out, session.id().value());
            write(out, session.token().value());
            write(out, session.subject());
            write(out, session.scheme());
            out.writeLong(session.idleTimeout().toMillis());
            out.writeLong(session.lifetime().toMillis());
            out.writeLong(session.retention().toMillis());
            out.writeInt(session.roles().size());
            for (var role : session.roles()) {
                write(out, role);
            }
            write(out, session.details());
            write(out, session.secrets());
            out.writeInt(session.links().size());
            for (var link : session.links()) {
                write(out, link.issuer());
                write(out, link.sub());
                write(out, link.sid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * What {@link #bytes} made, and when it began.
     *
     * @throws IllegalArgumentException when it is of another format, such as a newer version's, or damaged
     */
    public static StoredSession parse(byte[] bytes, Instant startedAt) {
        var in = ByteBuffer.wrap(bytes);
        try {
            var format = in.get();
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "A session is kept in format " + format + ", and this version of Adieu reads format " + FORMAT);
            }
            return new StoredSession(read(in), startedAt);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("A session of " + bytes.length + " bytes is damaged", e);
        }
    }

    private static NewSession read(ByteBuffer in) {
        var id = new SessionId(text(in));
        var token = TokenHash.parse(text(in));
        var subject = text(in);
        var scheme = text(in);
        var idleTimeout = Duration.ofMillis(in.getLong());
        var lifetime = Duration.ofMillis(in.getLong());
        var retention = Duration.ofMillis(in.getLong());
        var roles = set(in, StoredSession::text);
        var details = texts(in);
        var secrets = texts(in);
        var links = set(in, StoredSession::link);
        return new NewSession(
                id, token, subject, roles, scheme, details, links, secrets, idleTimeout, lifetime, retention);
    }

    private static void write(DataOutputStream out, Map<String, String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var each : texts.entrySet()) {
            write(out, each.getKey());
            write(out, each.getValue());
        }
    }

    /** Of none and one, which is most, an immutable set that nobody copies again. */
    private static <T> Set<T> set(ByteBuffer in, Function<ByteBuffer, T> read) {
        var size = in.getInt();
        if (size <= 1) {
            return size <= 0 ? Set.of() : Set.of(read.apply(in));
        }
        Set<T> set = new HashSet<>();
        for (int left = size; left > 0; left--) {
            set.add(read.apply(in));
        }
        return set;
    }

    private static FederatedLink link(ByteBuffer in) {
        return new FederatedLink(text(in), text(in), textOrNull(in));
    }

    private static Map<String, String> texts(ByteBuffer in) {
        var size = in.getInt();
        if (size <= 1) {
            return size <= 0 ? Map.of() : Map.of(text(in), text(in));
        }
        Map<String, String> texts = new HashMap<>();
        for (int left = size; left > 0; left--) {
            texts.put(text(in), text(in));
        }
        return texts;
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NO_TEXT);
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(ByteBuffer in) {
        var text = textOrNull(in);
        if (text == null) {
            throw new IllegalArgumentException("A session is damaged: a text is missing at byte " + in.position());
        }
        return text;
    }

    private static @Nullable String textOrNull(ByteBuffer in) {
        var length = in.getInt();
        if (length == NO_TEXT) {
            return null;
        }
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        var text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    @Override
    public String toString() {
        return "StoredSession[" + session + "]";
    }
}
