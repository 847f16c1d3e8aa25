// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.SessionSelector;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sessions that have ended, on their way to their clients. Safe for many threads; nobody waits for it. */
final class Outbox {
    /** However many sessions end at once. What is more is left to the store, which hands it out a minute later. */
    private static final int MOST_SESSIONS = 50_000;
    /** As long as core tries again. */
    private static final Duration TRIED = Duration.ofHours(25);

    private final SessionRegistry registry;
    private final Function<String, Optional<Client>> clients;
    private final Predicate<SessionSelector> isAnyLive;
    private final Executor planning;
    private final Consumer<Delivery> deliver;
    private final Clock clock;
    private final AtomicInteger sessions = new AtomicInteger();

    /**
     * @param clients those that are to be told: who they are now
     * @param planning where it is found out who is to be told; one thing at a time
     * @param deliver takes what is to be delivered; may wait
     */
    Outbox(
            SessionRegistry registry,
            Function<String, Optional<Client>> clients,
            Predicate<SessionSelector> isAnyLive,
            Executor planning,
            Consumer<Delivery> deliver,
            Clock clock) {
        this.registry = registry;
        this.clients = clients;
        this.isAnyLive = isAnyLive;
        this.planning = planning;
        this.deliver = deliver;
        this.clock = clock;
    }

    /** Some clients are still to be told. */
    static final class ClientsLeftException extends Exception {
        private static final long serialVersionUID = 1;

        ClientsLeftException(long left) {
            super(left + " clients are still to be told");
        }
    }

    /** Who is told what at once. */
    private record Recipient(String subject, String clientId) {}

    /** How many sessions are on their way. */
    int sessions() {
        return sessions.get();
    }

    /** Tells the clients of these sessions. Failed while some could not be told, and that is noted then. */
    CompletableFuture<Void> tell(List<SessionRecord> ended) {
        if (sessions.addAndGet(ended.size()) > MOST_SESSIONS) {
            sessions.addAndGet(-ended.size());
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException("More sessions than " + MOST_SESSIONS + " are on their way"));
        }
        return CompletableFuture.supplyAsync(() -> deliveries(ended), planning)
                .thenCompose(deliveries -> CompletableFuture.allOf(
                                deliveries.stream().map(Delivery::answered).toArray(CompletableFuture[]::new))
                        .thenCompose(all -> conclude(ended, deliveries)))
                .whenComplete((done, failure) -> sessions.addAndGet(-ended.size()));
    }

    private List<Delivery> deliveries(List<SessionRecord> ended) {
        var sids = new LinkedHashMap<Recipient, List<String>>();
        var reasons = new HashMap<String, Reason>();
        for (var record : ended) {
            var sid = record.session().id().value();
            reasons.put(sid, record.ended().map(Ending::reason).orElse(Reason.SIGN_OUT));
            for (var client : clientsOf(sid)) {
                sids.computeIfAbsent(new Recipient(record.session().subject(), client), first -> new ArrayList<>())
                        .add(sid);
            }
        }
        var gone = new HashMap<String, Boolean>();
        var deliveries = new ArrayList<Delivery>();
        sids.forEach((recipient, sessions) -> clients.apply(recipient.clientId())
                .filter(client -> client.enabled() && client.backChannel().isPresent())
                .ifPresent(client -> {
                    var all = sessions.size() > 1
                            // BC-12
                            && !client.backChannel().get().sessionRequired()
                            && gone.computeIfAbsent(recipient.subject(), this::isGone);
                    var each = all
                            ? List.of(sessions)
                            : sessions.stream().map(List::of).toList();
                    each.forEach(one -> deliveries.add(
                            new Delivery(client, recipient.subject(), one, all, reasons.get(one.get(0)))));
                }));
        deliveries.forEach(deliver);
        return deliveries;
    }

    /** BC-3: whether it can be said that every session of a subject has ended. */
    private boolean isGone(String subject) {
        return !isAnyLive.test(SessionSelector.bySubject(subject));
    }

    private List<String> clientsOf(String sid) {
        return new Untold(registry)
                .of(sid)
                .or(() -> new ClientSessions(registry).of(sid).map(ClientSessions.Known::clients))
                .orElse(List.of());
    }

    /** Whether all is done; else notes what is not, session by session. */
    private CompletableFuture<Void> conclude(List<SessionRecord> ended, List<Delivery> deliveries) {
        var left = clientsBySid(deliveries, false);
        if (left.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        var told = clientsBySid(deliveries, true);
        for (var record : ended) {
            var sid = record.session().id().value();
            var until = Instant.now(clock).plus(TRIED);
            new Untold(registry).note(sid, left.getOrDefault(sid, List.of()), told.getOrDefault(sid, List.of()), until);
        }
        return CompletableFuture.failedFuture(new ClientsLeftException(
                left.values().stream().mapToLong(List::size).sum()));
    }

    private static Map<String, List<String>> clientsBySid(List<Delivery> deliveries, boolean done) {
        var clients = new HashMap<String, List<String>>();
        for (var delivery : deliveries) {
            if (delivery.answered().join().isFinal() == done) {
                delivery.sids().forEach(sid -> clients.computeIfAbsent(sid, first -> new ArrayList<>())
                        .add(delivery.client().id()));
            }
        }
        return clients;
    }
}
