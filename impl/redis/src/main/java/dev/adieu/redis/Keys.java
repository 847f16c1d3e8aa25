// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.FederatedLink;
import dev.adieu.SessionId;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Fingerprint;
import dev.adieu.spi.TokenHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The names of keys.
 *
 * @param prefix what all of them begin with
 */
record Keys(String prefix) {
    /** In the order of session ids. */
    private static final List<Bucket> BUCKETS = buckets();

    /** What the names of a bucket's keys begin with; the braces keep them in one slot of a cluster. */
    String tag(Bucket bucket) {
        return prefix + ":{" + bucket.value() + "}:";
    }

    byte[] live(TokenHash token) {
        return bytes(tag(token.bucket()) + "t:" + token.value());
    }

    byte[] ended(TokenHash token) {
        return bytes(tag(token.bucket()) + "e:" + token.value());
    }

    byte[] id(SessionId id) {
        return bytes(tag(Bucket.of(id)) + "i:" + id.value());
    }

    byte[] inBucket(Bucket bucket, String name) {
        return bytes(tag(bucket) + name);
    }

    byte[] fact(String key) {
        return bytes(prefix + ":f:" + Fingerprint.of(key));
    }

    byte[] sub(String issuer, String sub) {
        return bytes(prefix + ":l:" + Fingerprint.of("sub", issuer, sub));
    }

    byte[] sid(String issuer, String sid) {
        return bytes(prefix + ":l:" + Fingerprint.of("sid", issuer, sid));
    }

    /** Those of a link. */
    List<byte[]> of(FederatedLink link) {
        return Stream.concat(
                        Stream.of(sub(link.issuer(), link.sub())),
                        link.session().map(sid -> sid(link.issuer(), sid)).stream())
                .toList();
    }

    /** The channel on which every end is told. */
    String ended() {
        return prefix + ":ended";
    }

    /** A channel for the echoes of one near cache. */
    String echo(String id) {
        return prefix + ":echo:" + id;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<Bucket> everyBucket() {
        return BUCKETS;
    }

    private static List<Bucket> buckets() {
        var letters = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
        return IntStream.range(0, letters.length() * letters.length())
                .mapToObj(i ->
                        new Bucket("" + letters.charAt(i / letters.length()) + letters.charAt(i % letters.length())))
                .toList();
    }
}
