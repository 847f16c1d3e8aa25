// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Page;
import dev.adieu.UserSession;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions an administrator looks for. All that is said must hold; where nothing is said, everyone's.
 *
 * @param subject whose; null for anybody's
 * @param sid which one, as clients know it; null for any
 * @param detail what the application noted of it at the sign-in, such as a display name; null for anything
 * @param page how many at most, and after which
 */
public record SessionQuery(@Nullable String subject, @Nullable String sid, @Nullable Detail detail, Page page) {

    /**
     * A text in one of {@link UserSession#details()}.
     *
     * @param name which
     * @param part what is in it, in capitals or not
     */
    public record Detail(String name, String part) {
        boolean isOf(UserSession session) {
            return session.details()
                    .getOrDefault(name, "")
                    .toLowerCase(Locale.ROOT)
                    .contains(part.toLowerCase(Locale.ROOT));
        }
    }

    /** Everyone's. */
    public static SessionQuery everyone(Page page) {
        return new SessionQuery(null, null, null, page);
    }

    /** Those of a subject. */
    public static SessionQuery ofSubject(String subject, Page page) {
        return new SessionQuery(subject, null, null, page);
    }

    /** The one that clients know by that {@code sid}. */
    public static SessionQuery ofSid(String sid) {
        return new SessionQuery(null, sid, null, Page.first(1));
    }

    /** The same, of which a detail has this text in it. */
    public SessionQuery with(String name, String part) {
        return new SessionQuery(subject, sid, new Detail(name, part), page);
    }

    boolean finds(UserSession session) {
        return (subject == null || subject.equals(session.subject())) && (detail == null || detail.isOf(session));
    }
}
