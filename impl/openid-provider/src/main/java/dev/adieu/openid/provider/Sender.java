// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.adieu.SignOutException;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** Tells one client, once. Safe for many threads. */
final class Sender {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** BC-10, RFC 8935: these may pass. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    /** What a token is still good for when it is sent. */
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /** Sends a token. */
    interface Post {
        Receivers.Reply send(URI receiver, String token) throws IOException;
    }

    /** Signing is work, not waiting: more at a time would only be in the way of whoever is waited for. */
    private final Semaphore signing = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final LogoutTokens tokens;
    private final Post post;
    private final Predicate<String> isGone;
    private final Clock clock;
    /** Clients of which the log has said that they cannot be told. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** @param isGone whether a subject has no session any more */
    Sender(LogoutTokens tokens, Post post, Predicate<String> isGone, Clock clock) {
        this.isGone = isGone;
        this.tokens = tokens;
        this.post = post;
        this.clock = clock;
    }

    Delivery.Answer send(Delivery delivery) {
        try {
            var receiver = delivery.client().backChannel().orElseThrow().uri();
            // BC-3: whoever has signed in since is not meant, and is told of what has ended session by session, later.
            if (delivery.sid().isEmpty() && !isGone.test(delivery.subject())) {
                return Delivery.Answer.failed(false, "signed in again");
            }
            var reply = post.send(receiver, token(delivery));
            var status = reply.status();
            if (status == 200 || status == 204) {
                // BC-11
                warned.remove(delivery.client().id());
                return Delivery.Answer.told("HTTP " + status);
            }
            return status >= 500 || PASSING.contains(status) || isUnavailable(reply)
                    ? Delivery.Answer.failed(true, "HTTP " + status)
                    : Delivery.Answer.refused("HTTP " + status);
        } catch (SignOutException e) {
            // The store does not answer, which is said elsewhere.
            return Delivery.Answer.failed(false, e.getClass().getName());
        } catch (PublicAddresses.NotPublicException | JOSEException | RuntimeException e) {
            warn(delivery.client().id(), e);
            return Delivery.Answer.failed(false, e.getClass().getName());
        } catch (IOException e) {
            return Delivery.Answer.failed(true, e.getClass().getName());
        }
    }

    /** Somebody has to see to it: said once, until it has gone well. What others' exceptions say may quote a token. */
    private void warn(String client, Exception e) {
        if (warned.add(client)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Client {0} cannot be told of sessions that have ended: {1}",
                    client,
                    e instanceof PublicAddresses.NotPublicException
                            ? e.getMessage()
                            : e.getClass().getName());
        }
    }

    /** BC-22 has no other status for a logout that has failed and may go better: RFC 6749's code says so. */
    private static boolean isUnavailable(Receivers.Reply reply) {
        try {
            var error =
                    reply.status() == 400 ? JSONObjectUtils.parse(reply.body()).get("error") : null;
            return "temporarily_unavailable".equals(error) || "server_error".equals(error);
        } catch (ParseException | RuntimeException e) {
            return false;
        }
    }

    /** BC-10: the same one again, whose {@code jti} the client may know, while it is good. */
    private String token(Delivery delivery) throws JOSEException {
        var kept = delivery.token();
        if (kept == null || kept.expiresAt().isBefore(Instant.now(clock).plus(MARGIN))) {
            kept = make(delivery);
            delivery.keep(kept);
        }
        return kept.text();
    }

    private LogoutTokens.LogoutToken make(Delivery delivery) throws JOSEException {
        signing.acquireUninterruptibly();
        try {
            return tokens.make(
                    delivery.client().id(), delivery.subject(), delivery.sid().orElse(null), delivery.reason());
        } finally {
            signing.release();
        }
    }
}
