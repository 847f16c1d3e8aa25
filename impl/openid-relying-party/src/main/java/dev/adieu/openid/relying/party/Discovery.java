// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What providers say of their endpoints: asked when the application starts and once a day, and not again within a minute of a
 * failure. Asked on a thread of its own, so that nobody waits for a provider longer than they want to.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery 1.0</a>
 */
@ApplicationScoped
class Discovery {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final long KNOWN_FOR = Duration.ofDays(1).toNanos();
    private static final long FAILED_FOR = Duration.ofMinutes(1).toNanos();

    /** A question, and its answer when it has come; nothing after a failure. */
    private record Asked(CompletableFuture<Optional<Endpoints>> answer, long at) {
        boolean isCurrent() {
            var age = System.nanoTime() - at;
            return !answer.isDone() || age < (answer.join().isPresent() ? KNOWN_FOR : FAILED_FOR);
        }
    }

    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /**
     * Ahead of the first sign-out, which might lead nowhere else, because the answer takes longer than it waits. A provider
     * that is not there yet may be when it is needed.
     */
    void askAhead(@Observes @Initialized(ApplicationScoped.class) Object application, Providers providers) {
        for (var provider : providers.all()) {
            if (provider.endpoints().isEmpty()) {
                var first = ask(provider);
                first.answer().thenAccept(found -> {
                    if (found.isEmpty()) {
                        asked.remove(provider.issuer(), first);
                    }
                });
            }
        }
    }

    /** The endpoints of a provider; empty where they cannot be told in this time. */
    Optional<Endpoints> endpoints(Provider provider, Duration patience) {
        return provider.endpoints().or(() -> ask(provider)
                .answer()
                .copy()
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    private Asked ask(Provider provider) {
        return asked.compute(
                provider.issuer(), (issuer, last) -> last != null && last.isCurrent() ? last : begin(provider));
    }

    private static Asked begin(Provider provider) {
        var answer = CompletableFuture.supplyAsync(() -> metadata(provider), Discovery::onThreadOfItsOwn)
                .orTimeout(2 * Http.PATIENT.whole().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(metadata -> Optional.of(endpoints(metadata)))
                .exceptionally(failure -> {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "OpenID provider {0}: the configuration of {1} cannot be had: {2}. Sign-outs end sessions"
                                    + " here alone",
                            provider.name(),
                            provider.issuer(),
                            failure.getCause());
                    return Optional.empty();
                });
        answer.thenAccept(found -> found.ifPresent(endpoints ->
                LOG.log(System.Logger.Level.INFO, "OpenID provider {0}: {1}", provider.name(), endpoints)));
        return new Asked(answer, System.nanoTime());
    }

    private static void onThreadOfItsOwn(Runnable task) {
        var thread = new Thread(task, "adieu-openid");
        thread.setDaemon(true);
        thread.start();
    }

    private static OIDCProviderMetadata metadata(Provider provider) {
        try {
            // Compares the issuer, and its message names both.
            return OIDCProviderMetadata.resolve(new Issuer(provider.issuer()), Http.PATIENT::bound);
        } catch (GeneralException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Endpoints endpoints(OIDCProviderMetadata metadata) {
        return new Endpoints(
                Optional.ofNullable(metadata.getEndSessionEndpointURI()),
                Optional.ofNullable(metadata.getRevocationEndpointURI()),
                Optional.ofNullable(metadata.getJWKSetURI()));
    }
}
