// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.spi.Fingerprint;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Grants of this process, gone when it stops: for tests, development, and providers of one node. Knows no token, but the
 * SHA-256 of each. The application begins a grant, issues tokens of it, and asks whose a token is.
 */
public final class InMemoryGrants implements Grants {
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** What was issued of each grant. One that has been revoked is not there, and so issues nothing more. */
    private final Map<Grant, List<Token>> tokens = new HashMap<>();

    private final Map<String, Grant> byHash = new HashMap<>();
    private final Set<Consent> consents = new HashSet<>();

    /**
     * What one authorization is.
     *
     * @param id this one
     * @param clientId to whom
     * @param subject whose
     * @param sid in which session; null in none
     * @param offline whether with {@code offline_access}
     */
    public record Grant(UUID id, String clientId, String subject, @Nullable String sid, boolean offline) {
        boolean matches(GrantQuery which) {
            return which.isOf(clientId)
                    && (which.subject() == null || which.subject().equals(subject))
                    && (which.sid() == null || which.sid().equals(sid))
                    && (which.offline() || !offline);
        }
    }

    private record Token(String hash, Kind kind, Instant until) {}

    private record Consent(String subject, String clientId) {}

    /** None yet, by this clock. */
    public InMemoryGrants(Clock clock) {
        this.clock = clock;
    }

    /** Begins a grant: issue something of it soon. */
    public synchronized Grant begin(String clientId, String subject, @Nullable String sid, boolean offline) {
        forgetExpired();
        var grant = new Grant(UUID.randomUUID(), clientId, subject, sid, offline);
        tokens.put(grant, new ArrayList<>());
        return grant;
    }

    /**
     * Issues a token, or a code.
     *
     * @return 256 random bits; empty where the grant has been revoked
     */
    public synchronized Optional<String> issue(Kind kind, Grant grant, Duration lifetime) {
        var issued = tokens.get(grant);
        if (issued == null) {
            return Optional.empty();
        }
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var hash = Fingerprint.of(token);
        issued.add(new Token(hash, kind, clock.instant().plus(lifetime)));
        byHash.put(hash, grant);
        return Optional.of(token);
    }

    /** What a token of that kind is of; empty where it is none, has expired, or has been revoked. */
    public synchronized Optional<Grant> grant(Kind kind, String token) {
        var hash = Fingerprint.of(token);
        var now = clock.instant();
        return Optional.ofNullable(byHash.get(hash)).filter(grant -> tokens.get(grant).stream()
                .anyMatch(each -> each.hash().equals(hash) && each.kind() == kind && now.isBefore(each.until())));
    }

    /** Notes that a user lets a client do what it asks for. */
    public synchronized void consent(String subject, String clientId) {
        consents.add(new Consent(subject, clientId));
    }

    /** Whether they do. */
    public synchronized boolean hasConsent(String subject, String clientId) {
        return consents.contains(new Consent(subject, clientId));
    }

    @Override
    public synchronized void revoke(GrantQuery which) {
        // With a refresh token goes its whole grant.
        var whole = which.kinds().contains(Kind.REFRESH_TOKEN);
        Set.copyOf(tokens.keySet()).stream()
                .filter(grant -> grant.matches(which))
                .forEach(grant -> forget(grant, token -> whole || which.kinds().contains(token.kind())));
        if (which.kinds().contains(Kind.CONSENT) && which.sid() == null) {
            consents.removeIf(each -> which.isOf(each.clientId())
                    && (which.subject() == null || which.subject().equals(each.subject())));
        }
    }

    @Override
    public Optional<Issued> find(Kind kind, String token) {
        return grant(kind, token).map(grant -> new Issued(grant.clientId(), true));
    }

    @Override
    public synchronized void revoke(Kind kind, String token) {
        var hash = Fingerprint.of(token);
        grant(kind, token)
                .ifPresent(grant -> forget(
                        grant, each -> kind == Kind.REFRESH_TOKEN || each.hash().equals(hash)));
    }

    private void forgetExpired() {
        var now = clock.instant();
        Set.copyOf(tokens.keySet()).stream()
                // A grant that has just begun has issued nothing yet.
                .filter(grant -> !tokens.get(grant).isEmpty())
                .forEach(grant -> forget(grant, token -> !now.isBefore(token.until())));
    }

    private void forget(Grant grant, Predicate<Token> which) {
        var issued = tokens.get(grant);
        issued.stream().filter(which).map(Token::hash).forEach(byHash::remove);
        issued.removeIf(which);
        if (issued.isEmpty()) {
            tokens.remove(grant);
        }
    }
}
