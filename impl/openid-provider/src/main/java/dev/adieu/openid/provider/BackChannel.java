// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionManager;
import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.SignOutEffect;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the clients that a session has ended, however it has, by logout tokens. Begun when the session has ended, and done
 * behind the answer; what a node leaves, another one goes on with.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html">OpenID Connect Back-Channel Logout 1.0</a>
 */
@ApplicationScoped
class BackChannel implements SignOutEffect, ClientNotices {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONCURRENCY = 64;
    private static final int MOST_CONCURRENT = 1024;

    @Inject
    private Provider provider;

    @Inject
    private ModuleSettings settings;

    @Inject
    private SessionRegistry registry;

    @Inject
    private SessionManager sessions;

    @Inject
    private Restrictions restrictions;

    @Inject
    private Event<ClientNotified> event;

    private int concurrency = CONCURRENCY;
    private Set<String> internal = Set.of();
    private @Nullable Notifications notifications;

    /** For CDI. */
    BackChannel() {}

    @PostConstruct
    void read() {
        concurrency = settings.get(
                        "adieu.openid-provider.back-channel-concurrency",
                        "a number from 1 to " + MOST_CONCURRENT,
                        BackChannel::concurrency)
                .orElse(CONCURRENCY);
        internal = settings.get(
                        "adieu.openid-provider.internal-receivers",
                        "host names or addresses, separated by commas",
                        BackChannel::hosts)
                .orElse(Set.of());
    }

    private static int concurrency(String text) {
        var number = Integer.parseInt(text);
        if (number < 1 || number > MOST_CONCURRENT) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static Set<String> hosts(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .peek(host -> {
                    if (!host.matches("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?")) {
                        throw new IllegalArgumentException(host);
                    }
                })
                .map(host -> host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return "openid-back-channel";
    }

    /** After what revokes tokens: whoever is told might ask for some once more. */
    @Override
    public int order() {
        return 450;
    }

    @Override
    public boolean isNeeded() {
        return provider.configured().isPresent();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public CompletionStage<?> begin(List<SessionRecord> ended) {
        return notifications().tell(ended);
    }

    @Override
    public void perform(List<SessionRecord> ended) throws Exception {
        begin(ended).toCompletableFuture().get();
    }

    /** Whoever calls this is an administrator, who wants to know, but not for ever. */
    @Override
    public void tell(List<Told> sessionsThatGoOn, Set<String> clientIds, Reason reason) {
        try {
            notifications().tell(sessionsThatGoOn, clientIds, reason).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Not every client has said that it is done", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody waited for the clients", e);
        }
    }

    /** Made when first needed: an application of which nobody has signed out has no threads for it. */
    private synchronized Notifications notifications() {
        if (notifications == null) {
            var tokens = new LogoutTokens(provider.endpoints().issuer(), provider.keys(), Clock.systemUTC());
            notifications = new Notifications(
                    concurrency,
                    tokens,
                    new PublicAddresses(internal),
                    Lanes.Retries.USUAL,
                    this::tell,
                    (planning, deliver) -> new Outbox(
                            registry,
                            provider.clients()::find,
                            selector ->
                                    !sessions.sessions(selector, Page.first(1)).isEmpty(),
                            restrictions::of,
                            planning,
                            deliver,
                            Clock.systemUTC()));
        }
        return notifications;
    }

    private void tell(ClientNotified notified) {
        for (Runnable each : List.<Runnable>of(() -> event.fireAsync(notified), () -> event.fire(notified))) {
            try {
                each.run();
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.log(System.Logger.Level.WARNING, "An observer failed; the client has been told", e);
            }
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (notifications != null) {
            notifications.close();
        }
    }
}
