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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A selector as a condition.
 *
 * @param condition of SQL
 * @param values of its parameters
 * @param order in which sessions end: those of one subject by token, all of them by id, each by an index
 */
record Selection(String condition, Map<String, Object> values, String order) {
    /** How many values one statement names at most. */
    static final int MOST = 1000;

    private Selection(String condition, Map<String, Object> values) {
        this(condition, values, "token");
    }

    /**
     * The conditions that together make the selector.
     *
     * @param linked the tokens that a link's key leads to
     */
    static List<Selection> of(SessionSelector which, Function<String, List<String>> linked) {
        return which.match(new Conditions(linked));
    }

    /** The sessions with these tokens. */
    static Selection ofTokens(List<String> tokens) {
        return new Selection("token IN (:tokens)", Map.of("tokens", tokens));
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

    private record Conditions(Function<String, List<String>> linked) implements SessionSelector.Cases<List<Selection>> {
        @Override
        public List<Selection> byId(ById selector) {
            var ids = selector.ids().stream().map(SessionId::value).sorted().toList();
            return parts(ids)
                    .map(part -> new Selection("id IN (:ids)", Map.of("ids", part)))
                    .toList();
        }

        @Override
        public List<Selection> bySubject(BySubject selector) {
            return List.of(new Selection("subject = :subject", Map.of("subject", Fingerprint.of(selector.subject()))));
        }

        @Override
        public List<Selection> othersOf(OthersOf selector) {
            var kept = selector.kept().stream().map(SessionId::value).toList();
            return kept.isEmpty()
                    ? bySubject(new BySubject(selector.subject()))
                    : List.of(new Selection(
                            "subject = :subject AND id NOT IN (:ids)",
                            Map.of("subject", Fingerprint.of(selector.subject()), "ids", kept)));
        }

        @Override
        public List<Selection> byIssuerAndSid(ByIssuerAndSid selector) {
            return ofLink(sid(selector.issuer(), selector.sid()));
        }

        @Override
        public List<Selection> byIssuerAndSub(ByIssuerAndSub selector) {
            return ofLink(sub(selector.issuer(), selector.sub()));
        }

        @Override
        public List<Selection> everyone(Everyone selector) {
            return List.of(new Selection("id > :after", Map.of("after", ""), "id"));
        }

        /** Looked up first: MariaDB would read all live sessions for a subquery. */
        private List<Selection> ofLink(String key) {
            return parts(linked.apply(key)).map(Selection::ofTokens).toList();
        }

        private static Stream<List<String>> parts(List<String> all) {
            return IntStream.range(0, (all.size() + MOST - 1) / MOST)
                    .mapToObj(i -> all.subList(i * MOST, Math.min(all.size(), (i + 1) * MOST)));
        }
    }
}
