// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.annotation.Priority;
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
 * What providers say of their endpoints: asked when the application starts, or else at the first use, and once a day. What was
 * known stays so while it is asked for anew, and if that comes to nothing. After a failure nobody is asked within a minute, but
 * for one at the start. On a thread of its own, so that nobody waits for a provider longer than they want to.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery 1.0</a>
 */
@ApplicationScoped
class Discovery {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final Duration FAILED_FOR = Duration.ofMinutes(1);
    /** After core's, which says what is wrong if anything is; observers' own is 2500. */
    private static final int LATER = 4000;

    private final Duration knownFor;
    private final Duration failedFor;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /** For CDI. */
    Discovery() {
        this(Duration.ofDays(1), FAILED_FOR);
    }

    /**
     * @param knownFor for how long an answer is good
     * @param failedFor how soon is asked again after a failure
     */
    Discovery(Duration knownFor, Duration failedFor) {
        this.knownFor = knownFor;
        this.failedFor = failedFor;
    }

    /**
     * A question, and its answer when it has come; nothing after a failure.
     *
     * @param known what was known before it was asked
     */
    private record Asked(CompletableFuture<Optional<Endpoints>> answer, Optional<Endpoints> known, long at) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - at);
        }

        /** As far as it is known now. */
        Optional<Endpoints> latest() {
            return answer.getNow(Optional.empty()).or(() -> known);
        }
    }

    /**
     * Ahead of the first sign-out, which might lead nowhere else, because the answer takes longer than it waits. A provider
     * that is not there yet, such as this application itself, is asked again when it is needed.
     */
    void askAhead(
            @Observes @Priority(LATER) @Initialized(ApplicationScoped.class) Object application, Providers providers) {
        for (var provider : providers.all()) {
            // Several clients may be those of one provider.
            if (provider.endpoints().isEmpty() && !asked.containsKey(provider.issuer())) {
                var first = begin(
                        provider, Optional.empty(), System.Logger.Level.DEBUG, "It is asked again when it is needed");
                asked.put(provider.issuer(), first);
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
        return provider.endpoints().or(() -> {
            var question = ask(provider);
            return question.latest().or(() -> question.answer()
                    .copy()
                    .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        });
    }

    private Asked ask(Provider provider) {
        return asked.compute(provider.issuer(), (issuer, last) -> {
            if (last != null && isCurrent(last)) {
                return last;
            }
            return begin(
                    provider,
                    last == null ? Optional.empty() : last.latest(),
                    System.Logger.Level.WARNING,
                    "Sign-outs end sessions here alone, unless it was known before");
        });
    }

    private boolean isCurrent(Asked last) {
        return !last.answer().isDone()
                || last.age().compareTo(last.answer().join().isPresent() ? knownFor : failedFor) < 0;
    }

    private static Asked begin(
            Provider provider, Optional<Endpoints> known, System.Logger.Level level, String meanwhile) {
        var answer = CompletableFuture.supplyAsync(() -> metadata(provider), Discovery::onThreadOfItsOwn)
                .orTimeout(2 * Http.PATIENT.whole().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(metadata -> Optional.of(endpoints(metadata)))
                .exceptionally(failure -> {
                    LOG.log(
                            level,
                            "OpenID provider {0}: the configuration of {1} cannot be had: {2}. {3}",
                            provider.name(),
                            provider.issuer(),
                            failure.getCause(),
                            meanwhile);
                    return Optional.empty();
                });
        answer.thenAccept(found -> found.ifPresent(endpoints ->
                LOG.log(System.Logger.Level.INFO, "OpenID provider {0}: {1}", provider.name(), endpoints)));
        return new Asked(answer, known, System.nanoTime());
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
