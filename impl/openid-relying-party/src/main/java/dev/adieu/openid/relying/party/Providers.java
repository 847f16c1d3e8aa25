// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import dev.adieu.FederatedLink;
import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.SessionRecord;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The providers of the settings. */
@ApplicationScoped
class Providers {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** How many are worth a word. */
    private static final int MANY = 100;

    private static final Set<String> MEMBERS = Set.of(
            "issuer",
            "client-id",
            "client-secret",
            "post-logout-redirect-uri",
            "end-session-endpoint",
            "revocation-endpoint",
            "jwks-uri",
            "algorithms",
            "untyped-logout-tokens",
            "decryption-keys");

    @Inject
    private ModuleSettings settings;

    private List<Provider> all = List.of();
    /** Issuers that sessions are linked to, and none of these is. */
    private final Set<String> strange = ConcurrentHashMap.newKeySet();

    /** For CDI. */
    Providers() {}

    Providers(List<Provider> all) {
        this.all = List.copyOf(all);
    }

    @PostConstruct
    void read() {
        all = List.copyOf(settings.named("adieu.openid.", MEMBERS, this::read).values());
    }

    List<Provider> all() {
        return all;
    }

    boolean areSet() {
        return !all.isEmpty();
    }

    List<Provider> ofIssuer(String issuer) {
        return all.stream().filter(each -> each.issuer().equals(issuer)).toList();
    }

    /** The one that a session hangs on, and by which link; of several, the first of the settings. */
    Optional<Linked> of(SessionRecord session) {
        var linked = all.stream()
                .flatMap(provider -> session.links().stream()
                        .filter(link -> link.issuer().equals(provider.issuer()))
                        .map(link -> new Linked(provider, link)))
                .findFirst();
        if (linked.isEmpty()) {
            session.links().forEach(link -> warn(link.issuer()));
        }
        return linked;
    }

    /** Once for each: it is what somebody has mistyped, and else only seen by a sign-out that leads nowhere. */
    private void warn(String issuer) {
        if (!all.isEmpty() && strange.size() < MANY && strange.add(issuer)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Sessions are linked to the issuer {0}, which is none of adieu.openid.<name>.issuer: {1}. Their sign-outs"
                            + " end them here alone",
                    issuer,
                    all.stream().map(Provider::issuer).toList());
        }
    }

    record Linked(Provider provider, FederatedLink link) {}

    private Provider read(String name, String prefix) {
        var endpoints = new Endpoints(
                url(prefix + ".end-session-endpoint"), url(prefix + ".revocation-endpoint"), url(prefix + ".jwks-uri"));
        return new Provider(
                name,
                required(prefix + ".issuer"),
                required(prefix + ".client-id"),
                settings.secret(prefix + ".client-secret", "a text", text -> text),
                url(prefix + ".post-logout-redirect-uri"),
                Optional.of(endpoints).filter(named -> !named.equals(Endpoints.NONE)),
                // BC-15: as ID Tokens; RS256 when nothing else was agreed upon.
                settings.get(prefix + ".algorithms", "names of asymmetric JWS algorithms", Providers::algorithms)
                        .orElse(Set.of(JWSAlgorithm.RS256)),
                settings.get(prefix + ".untyped-logout-tokens", "true or false", Providers::flag)
                        .orElse(false),
                settings.secret(prefix + ".decryption-keys", "a JWK Set with private keys", Providers::keys));
    }

    private String required(String key) {
        return settings.get(key, "a text", text -> text)
                .orElseThrow(() -> new IllegalArgumentException("Setting " + key + " is missing"));
    }

    private Optional<URI> url(String key) {
        return settings.get(key, "an absolute http or https URL without a fragment", Providers::webUrl);
    }

    private static URI webUrl(String text) {
        var url = URI.create(text);
        if (!Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                || url.getHost() == null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    /** Never one by a shared secret: whoever has a public key could sign with it as such (BC-6, BC-15). */
    private static Set<JWSAlgorithm> algorithms(String text) {
        var all = new LinkedHashSet<JWSAlgorithm>();
        for (var each : text.split(",")) {
            var algorithm = JWSAlgorithm.parse(each.strip());
            if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
                throw new IllegalArgumentException(each);
            }
            all.add(algorithm);
        }
        return all;
    }

    private static JWKSet keys(String text) {
        try {
            var keys = JWKSet.parse(text);
            if (keys.isEmpty() || keys.getKeys().stream().anyMatch(key -> !key.isPrivate())) {
                throw new IllegalArgumentException("No private keys");
            }
            return keys;
        } catch (ParseException e) {
            throw new IllegalArgumentException("No JWK Set", e);
        }
    }
}
