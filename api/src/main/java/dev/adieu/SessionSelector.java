// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.Set;

/**
 * Which sessions: for ending them, listing them and planning. Closed, so that every store answers every one of them.
 *
 * <p>A selector says nothing of who may use it; that is decided before.
 */
public sealed interface SessionSelector {

    /** Calls the case of this variant. A new variant does not compile until every user handles it. */
    <R> R match(Cases<R> cases);

    /** The sessions with these ids, as far as they are live. */
    static SessionSelector byId(SessionId... ids) {
        return new ById(Set.of(ids));
    }

    /** Every session of the subject. */
    static SessionSelector bySubject(String subject) {
        return new BySubject(subject);
    }

    /** Every session of the subject, but not the ones named. */
    static SessionSelector othersOf(String subject, SessionId... kept) {
        return new OthersOf(subject, Set.of(kept));
    }

    /** The sessions that a provider's session carries. */
    static SessionSelector byIssuerAndSid(String issuer, String sid) {
        return new ByIssuerAndSid(issuer, sid);
    }

    /** Every session of a provider's subject. */
    static SessionSelector byIssuerAndSub(String issuer, String sub) {
        return new ByIssuerAndSub(issuer, sub);
    }

    /** Every session there is. */
    static SessionSelector everyone() {
        return new Everyone();
    }

    /** By public handle. */
    record ById(Set<SessionId> ids) implements SessionSelector {
        public ById {
            ids = Set.copyOf(ids);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.byId(this);
        }
    }

    /** By subject. */
    record BySubject(String subject) implements SessionSelector {
        public BySubject {
            Require.text("subject", subject);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bySubject(this);
        }
    }

    /** By subject, with exceptions. */
    record OthersOf(String subject, Set<SessionId> kept) implements SessionSelector {
        public OthersOf {
            Require.text("subject", subject);
            kept = Set.copyOf(kept);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.othersOf(this);
        }
    }

    /** By a link's issuer and session id. */
    record ByIssuerAndSid(String issuer, String sid) implements SessionSelector {
        public ByIssuerAndSid {
            Require.text("issuer", issuer);
            Require.text("sid", sid);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.byIssuerAndSid(this);
        }
    }

    /** By a link's issuer and subject. */
    record ByIssuerAndSub(String issuer, String sub) implements SessionSelector {
        public ByIssuerAndSub {
            Require.text("issuer", issuer);
            Require.text("sub", sub);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.byIssuerAndSub(this);
        }
    }

    /** All. */
    record Everyone() implements SessionSelector {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.everyone(this);
        }
    }

    /** One answer for each variant. */
    interface Cases<R> {
        R byId(ById selector);

        R bySubject(BySubject selector);

        R othersOf(OthersOf selector);

        R byIssuerAndSid(ByIssuerAndSid selector);

        R byIssuerAndSub(ByIssuerAndSub selector);

        R everyone(Everyone selector);
    }
}
