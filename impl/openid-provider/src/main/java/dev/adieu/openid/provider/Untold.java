// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.spi.SessionRegistry;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which clients of an ended session are still to be told, where not all could be: facts in the store, so that whichever node
 * goes on repeats nothing. The first says who was left, and a further one for each who has been told since.
 */
record Untold(SessionRegistry registry) {

    /** Who is left; empty where nobody has tried yet, or a node died while it did. */
    Optional<List<String>> of(String sid) {
        return registry.recall(leftKey(sid)).map(left -> Stream.of(left.split(" "))
                .filter(each -> !each.isEmpty())
                .map(each -> URLDecoder.decode(each, StandardCharsets.UTF_8))
                .filter(client -> registry.recall(toldKey(sid, client)).isEmpty())
                .toList());
    }

    /** Notes who is left, after an attempt to tell all that {@link #of} has named. */
    void note(String sid, Collection<String> left, Collection<String> told, Instant until) {
        var already = registry.remember(
                leftKey(sid),
                left.stream()
                        .map(each -> URLEncoder.encode(each, StandardCharsets.UTF_8))
                        .collect(Collectors.joining(" ")),
                until);
        if (already.isPresent()) {
            told.forEach(client -> registry.remember(toldKey(sid, client), "told", until));
        }
    }

    private static String leftKey(String sid) {
        return "openid untold " + sid;
    }

    private static String toldKey(String sid, String client) {
        return "openid told " + sid + " " + client;
    }
}
