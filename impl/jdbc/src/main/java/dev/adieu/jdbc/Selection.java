// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.FederatedLink;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SessionSelector.ById;
import dev.adieu.SessionSelector.ByIssuerAndSid;
import dev.adieu.SessionSelector.ByIssuerAndSub;
import dev.adieu.SessionSelector.BySubject;
import dev.adieu.SessionSelector.Everyone;
import dev.adieu.SessionSelector.OthersOf;
import dev.adieu.spi.Fingerprint;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A selector as a condition.
 *
 * @param condition of SQL
 * @param values of its parameters
 */
record Selection(String condition, Map<String, Object> values) {

    static Selection of(SessionSelector which) {
        return which.match(new Conditions());
    }

    /** The values of this and of the statement around it. */
    Map<String, Object> with(Map<String, ?> more) {
        var all = new HashMap<String, Object>(values);
        all.putAll(more);
        return all;
    }

    /** What the sessions of a link are found by. */
    static List<String> keys(FederatedLink link) {
        return Stream.concat(
                        Stream.of(sub(link.issuer(), link.sub())),
                        link.session().map(sid -> sid(link.issuer(), sid)).stream())
                .toList();
    }

    private static String sub(String issuer, String sub) {
        return Fingerprint.of("sub", issuer, sub);
    }

    private static String sid(String issuer, String sid) {
        return Fingerprint.of("sid", issuer, sid);
    }

    private static final class Conditions implements SessionSelector.Cases<Selection> {
        @Override
        public Selection byId(ById selector) {
            return selector.ids().isEmpty()
                    ? new Selection("1 = 0", Map.of())
                    : new Selection("id IN (:ids)", Map.of("ids", values(selector.ids())));
        }

        @Override
        public Selection bySubject(BySubject selector) {
            return new Selection("subject = :subject", Map.of("subject", Fingerprint.of(selector.subject())));
        }

        @Override
        public Selection othersOf(OthersOf selector) {
            var subject = Fingerprint.of(selector.subject());
            return selector.kept().isEmpty()
                    ? new Selection("subject = :subject", Map.of("subject", subject))
                    : new Selection(
                            "subject = :subject AND id NOT IN (:ids)",
                            Map.of("subject", subject, "ids", values(selector.kept())));
        }

        @Override
        public Selection byIssuerAndSid(ByIssuerAndSid selector) {
            return linked(sid(selector.issuer(), selector.sid()));
        }

        @Override
        public Selection byIssuerAndSub(ByIssuerAndSub selector) {
            return linked(sub(selector.issuer(), selector.sub()));
        }

        @Override
        public Selection everyone(Everyone selector) {
            return new Selection("1 = 1", Map.of());
        }

        private static Selection linked(String key) {
            return new Selection("token IN (SELECT token FROM adieu_link WHERE link = :link)", Map.of("link", key));
        }

        private static Collection<String> values(Collection<SessionId> ids) {
            return ids.stream().map(SessionId::value).toList();
        }
    }
}
