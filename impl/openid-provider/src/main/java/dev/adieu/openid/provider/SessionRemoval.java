// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator does about sessions. Something of subject and session is named.
 *
 * @param subject whose; null where a session is named
 * @param sid which, as clients know it; live or not. Null for all of the subject
 * @param clientIds only these are told, and lose tokens and consents. Empty for all. A session that ends is over for the
 *     others, too: their coordinated tokens are revoked all the same
 * @param endSession whether the sessions end
 * @param notifyClients whether clients are told that they have
 * @param revokeTokens whether tokens are revoked, those of coordinated clients and of others
 * @param revokeConsents whether consents are revoked: of a session, those of the clients that it has signed in to
 * @param offline whether tokens with {@code offline_access} are, too
 */
public record SessionRemoval(
        @Nullable String subject,
        @Nullable String sid,
        Set<String> clientIds,
        boolean endSession,
        boolean notifyClients,
        boolean revokeTokens,
        boolean revokeConsents,
        boolean offline) {

    /** @throws IllegalArgumentException when it would be everybody's */
    public SessionRemoval {
        clientIds = Set.copyOf(clientIds);
        if (subject == null && sid == null) {
            throw new IllegalArgumentException("Sessions of a subject, or one session, but neither is named");
        }
    }

    /** What is to happen beside the end. */
    Restriction restriction() {
        return new Restriction(notifyClients, revokeTokens, clientIds);
    }

    /** All sessions of a subject, and whatever of theirs was issued in none. */
    public static Builder ofSubject(String subject) {
        return new Builder(subject, null);
    }

    /** One session. */
    public static Builder ofSid(String sid) {
        return new Builder(null, sid);
    }

    /**
     * Collects what a {@link SessionRemoval} is made of: does all of it unless told otherwise, but for what has
     * {@code offline_access}. Not safe for several threads.
     */
    public static final class Builder {
        private final Set<String> clientIds = new HashSet<>();
        private final @Nullable String sid;
        private @Nullable String subject;
        private boolean endSession = true;
        private boolean notifyClients = true;
        private boolean revokeTokens = true;
        private boolean revokeConsents = true;
        private boolean offline;

        private Builder(@Nullable String subject, @Nullable String sid) {
            this.subject = subject;
            this.sid = sid;
        }

        /** Whose it must be, or nothing is done about it. */
        public Builder subject(String whose) {
            subject = whose;
            return this;
        }

        /** Adds one of the clients that it is about. */
        public Builder client(String id) {
            clientIds.add(id);
            return this;
        }

        /** Whether the sessions end. */
        public Builder endSession(boolean whether) {
            endSession = whether;
            return this;
        }

        /** Whether clients are told. */
        public Builder notifyClients(boolean whether) {
            notifyClients = whether;
            return this;
        }

        /** Whether tokens are revoked. */
        public Builder revokeTokens(boolean whether) {
            revokeTokens = whether;
            return this;
        }

        /** Whether consents are revoked. */
        public Builder revokeConsents(boolean whether) {
            revokeConsents = whether;
            return this;
        }

        /** Whether tokens with {@code offline_access} are revoked, too. */
        public Builder offline(boolean too) {
            offline = too;
            return this;
        }

        /** The removal. */
        public SessionRemoval build() {
            return new SessionRemoval(
                    subject, sid, clientIds, endSession, notifyClients, revokeTokens, revokeConsents, offline);
        }
    }
}
