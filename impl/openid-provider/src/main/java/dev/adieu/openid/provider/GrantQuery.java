// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.openid.provider.Grants.Kind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which grants. All that is said must hold, and something of subject, session and clients is.
 *
 * @param subject whose; null for anybody's
 * @param sid in which session they were granted; null for any, or none. Consents are of none, and this reaches none of them
 * @param clientIds to which clients; empty for all
 * @param kinds what of it
 * @param offline whether what was granted with {@code offline_access} is meant, too: all of that grant, since its refresh
 *     token would get the rest again
 */
public record GrantQuery(
        @Nullable String subject, @Nullable String sid, Set<String> clientIds, Set<Kind> kinds, boolean offline) {

    /** What tokens are made of: everything but consents. */
    public static final Set<Kind> TOKENS = Set.of(Kind.REFRESH_TOKEN, Kind.ACCESS_TOKEN, Kind.AUTHORIZATION_CODE);

    /** @throws IllegalArgumentException when it would be everything of everybody, or nothing */
    public GrantQuery {
        clientIds = Set.copyOf(clientIds);
        kinds = Set.copyOf(kinds);
        if (subject == null && sid == null && clientIds.isEmpty()) {
            throw new IllegalArgumentException("Grants of a subject, a session or a client, but none is named");
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("Grants of some kind, but none is named");
        }
    }

    /** Whether it is of this client. */
    public boolean isOf(String clientId) {
        return clientIds.isEmpty() || clientIds.contains(clientId);
    }

    /** A query in the making: for tokens that have no {@code offline_access}, unless said otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a {@link GrantQuery} is made of; checked by {@link #build()}. Not safe for several threads. */
    public static final class Builder {
        private final Set<String> clientIds = new HashSet<>();
        private Set<Kind> kinds = TOKENS;
        private @Nullable String subject;
        private @Nullable String sid;
        private boolean offline;

        private Builder() {}

        /** Whose. */
        public Builder subject(@Nullable String whose) {
            subject = whose;
            return this;
        }

        /** In which session. */
        public Builder sid(@Nullable String session) {
            sid = session;
            return this;
        }

        /** Adds clients. */
        public Builder clients(Set<String> ids) {
            clientIds.addAll(ids);
            return this;
        }

        /** Which kinds alone. */
        public Builder kinds(Kind first, Kind... others) {
            kinds = EnumSet.of(first, others);
            return this;
        }

        /** Whether those with {@code offline_access}, too. */
        public Builder offline(boolean too) {
            offline = too;
            return this;
        }

        /**
         * The query.
         *
         * @throws IllegalArgumentException when it would be everything of everybody
         */
        public GrantQuery build() {
            return new GrantQuery(subject, sid, clientIds, kinds, offline);
        }
    }
}
