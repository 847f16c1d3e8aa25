// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SessionSelector.ById;
import dev.adieu.SessionSelector.ByIssuerAndSid;
import dev.adieu.SessionSelector.ByIssuerAndSub;
import dev.adieu.SessionSelector.BySubject;
import dev.adieu.SessionSelector.Everyone;
import dev.adieu.SessionSelector.OthersOf;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Fingerprint;
import dev.adieu.spi.TokenHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sessions of one bucket that a selector means, as the scripts understand it.
 *
 * @param which {@code ids}, {@code tokens}, {@code subject} or {@code all}
 * @param values the ids, the tokens, or the subject and the ids that are not meant
 */
record Part(Bucket bucket, String which, List<String> values) {

    /** All parts of a selector, in the order of session ids. */
    static List<Part> of(SessionSelector which, Index index) {
        return which.match(new Parts(index)).stream()
                .sorted(Comparator.comparing(part -> part.bucket().value()))
                .toList();
    }

    /**
     * The keys that a script is known to need. Only these count while a slot moves to another node: if they are on both,
     * or not yet where they are looked for, Redis refuses instead of finding nothing.
     */
    List<byte[]> keys(Keys keys) {
        var needed = new ArrayList<byte[]>();
        needed.add(keys.inBucket(bucket, "x"));
        switch (which) {
            case "ids" -> values.forEach(id -> needed.add(keys.id(new SessionId(id))));
            case "tokens" -> values.forEach(token -> needed.add(keys.live(TokenHash.parse(token))));
            case "subject" -> needed.add(keys.inBucket(bucket, "u:" + values.get(0)));
            default -> {}
        }
        return needed;
    }

    /** What only Redis knows. */
    interface Index {
        /** The tokens noted under this key. */
        List<String> linked(byte[] key);

        /** The buckets that have live sessions. */
        List<Bucket> inUse();

        Keys keys();
    }

    private record Parts(Index index) implements SessionSelector.Cases<List<Part>> {
        @Override
        public List<Part> byId(ById selector) {
            return grouped("ids", selector.ids(), Bucket::of, SessionId::value);
        }

        @Override
        public List<Part> bySubject(BySubject selector) {
            return ofSubject(selector.subject(), List.of());
        }

        @Override
        public List<Part> othersOf(OthersOf selector) {
            return ofSubject(selector.subject(), selector.kept());
        }

        @Override
        public List<Part> byIssuerAndSid(ByIssuerAndSid selector) {
            return linked(index.keys().sid(selector.issuer(), selector.sid()));
        }

        @Override
        public List<Part> byIssuerAndSub(ByIssuerAndSub selector) {
            return linked(index.keys().sub(selector.issuer(), selector.sub()));
        }

        @Override
        public List<Part> everyone(Everyone selector) {
            return index.inUse().stream()
                    .map(bucket -> new Part(bucket, "all", List.of()))
                    .toList();
        }

        private static List<Part> ofSubject(String subject, Collection<SessionId> kept) {
            var values = new ArrayList<>(List.of(Fingerprint.of(subject)));
            kept.forEach(id -> values.add(id.value()));
            return List.of(new Part(Bucket.of(subject), "subject", values));
        }

        private List<Part> linked(byte[] key) {
            var tokens = index.linked(key).stream().map(TokenHash::parse).toList();
            return grouped("tokens", tokens, TokenHash::bucket, TokenHash::value);
        }

        private static <T> List<Part> grouped(
                String which, Collection<T> all, Function<T, Bucket> bucket, Function<T, String> value) {
            return all.stream()
                    .collect(Collectors.groupingBy(bucket, Collectors.mapping(value, Collectors.toList())))
                    .entrySet()
                    .stream()
                    .map(group -> new Part(group.getKey(), which, group.getValue()))
                    .toList();
        }
    }
}
