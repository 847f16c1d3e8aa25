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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sessions that have ended, on their way to their clients. Safe for many threads; nobody waits for it. */
final class Outbox {
    /** However many sessions end at once. What is more is left to the store, which hands it out a minute later. */
    private static final int MOST_SESSIONS = 50_000;
    /**
     * What the client that asked for the sign-out has to get its browser back, before it is told what it knows: a provider
     * that is a client, such as Keycloak, loses the way if its session ends meanwhile.
     */
    static final Duration RETURN = Duration.ofSeconds(20);
    /** As long as core tries again. */
    private static final Duration TRIED = Duration.ofHours(25);

    private final SessionRegistry registry;
    private final Function<String, Optional<Client>> clients;
    private final Predicate<SessionSelector> isAnyLive;
    private final Function<SessionRecord, Restriction> restrictions;
    private final Executor planning;
    private final BiConsumer<Delivery, Duration> deliver;
    private final Clock clock;
    private final Map<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /**
     * @param clients those that are to be told: who they are now
     * @param restrictions what an administrator has kept from happening
     * @param planning where it is found out who is to be told; one thing at a time
     * @param deliver takes what is to be delivered, and how long after that; may wait
     */
    Outbox(
            SessionRegistry registry,
            Function<String, Optional<Client>> clients,
            Predicate<SessionSelector> isAnyLive,
            Function<SessionRecord, Restriction> restrictions,
            Executor planning,
            BiConsumer<Delivery, Duration> deliver,
            Clock clock) {
        this.registry = registry;
        this.clients = clients;
        this.isAnyLive = isAnyLive;
        this.restrictions = restrictions;
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

    /** Every node was down for so long that nobody knows any more who is to be told. */
    static final class ClientsForgottenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClientsForgottenException(SessionRecord ended) {
            super("The clients of session " + ended.session().id() + " are forgotten: it ended at "
                    + ended.ended().orElseThrow().at());
        }
    }

    /** Who is told what at once. */
    private record Recipient(String subject, String clientId) {}

    /** How many sessions are on their way. */
    int sessions() {
        return underWay.size();
    }

    /** Tells the clients of these sessions. Failed while some could not be told, and that is noted then. */
    CompletableFuture<Void> tell(List<SessionRecord> ended) {
        var sids = ended.stream().map(record -> record.session().id().value()).toList();
        var already = Optional.ofNullable(underWay.get(sids.get(0)));
        if (already.isPresent() && sids.size() == 1) {
            // The store has handed it out again, though this node is not through with it: it could not say so in time.
            return already.get();
        }
        if (underWay.size() + sids.size() > MOST_SESSIONS) {
            return CompletableFuture.failedFuture(
                    new RejectedExecutionException("More sessions than " + MOST_SESSIONS + " are on their way"));
        }
        var told = new CompletableFuture<Void>();
        sids.forEach(sid -> underWay.put(sid, told));
        CompletableFuture.supplyAsync(
                        () -> deliveries(ended.stream().map(this::owed).toList()), planning)
                .thenCompose(deliveries -> answers(deliveries).thenCompose(all -> conclude(ended, deliveries)))
                .whenComplete((done, failure) -> {
                    sids.forEach(underWay::remove);
                    if (failure == null) {
                        told.complete(null);
                    } else {
                        told.completeExceptionally(
                                failure instanceof CompletionException ? failure.getCause() : failure);
                    }
                });
        return told;
    }

    /**
     * Tells clients of sessions that go on.
     *
     * @param clientIds only these; empty for all
     * @return fails where one has not said that it is done, and nothing is noted then
     */
    CompletableFuture<Void> tell(List<ClientNotices.Told> sessions, Set<String> clientIds, Reason reason) {
        return CompletableFuture.supplyAsync(
                        () -> deliveries(sessions.stream()
                                .map(each ->
                                        new Owed(each.sid(), each.subject(), reason, clientsOf(each.sid(), clientIds)))
                                .toList()),
                        planning)
                .thenCompose(deliveries -> answers(deliveries).thenCompose(all -> {
                    var left = deliveries.stream()
                            .filter(each -> each.answered().join().outcome() != ClientNotified.Outcome.TOLD)
                            .count();
                    return left == 0
                            ? CompletableFuture.<Void>completedFuture(null)
                            : CompletableFuture.failedFuture(new ClientsLeftException(left));
                }));
    }

    private List<String> clientsOf(String sid, Set<String> clientIds) {
        return new ClientSessions(registry)
                .clients(sid).stream()
                        .filter(each -> clientIds.isEmpty() || clientIds.contains(each))
                        .toList();
    }

    /** What one session is owed. */
    private record Owed(String sid, String subject, Reason reason, List<String> clients) {}

    private Owed owed(SessionRecord ended) {
        var sid = ended.session().id().value();
        var restriction = restrictions.apply(ended);
        var reason = ended.ended()
                .map(Ending::reason)
                .filter(each -> !each.equals(Restrictions.REASON))
                .orElse(Reason.ADMINISTRATOR);
        var clients = restriction.notices()
                ? new Untold(registry).of(sid).orElseGet(() -> new ClientSessions(registry).clients(sid))
                : List.<String>of();
        if (clients.isEmpty() && restriction.notices() && isForgotten(ended)) {
            throw new ClientsForgottenException(ended);
        }
        return new Owed(
                sid,
                ended.session().subject(),
                reason,
                clients.stream().filter(restriction::tells).toList());
    }

    /** Nobody, or nobody any more: that cannot be told apart, and so is not said to be done. */
    private boolean isForgotten(SessionRecord ended) {
        return ended.ended()
                .filter(ending -> ending.at().plus(Provider.OWED).isBefore(Instant.now(clock)))
                .isPresent();
    }

    private List<Delivery> deliveries(List<Owed> all) {
        var sids = new LinkedHashMap<Recipient, List<String>>();
        var reasons = new HashMap<String, Reason>();
        for (var owed : all) {
            reasons.put(owed.sid(), owed.reason());
            for (var client : owed.clients()) {
                sids.computeIfAbsent(new Recipient(owed.subject(), client), first -> new ArrayList<>())
                        .add(owed.sid());
            }
        }
        var gone = new HashMap<String, Boolean>();
        var deliveries = new ArrayList<Delivery>();
        sids.forEach((recipient, sessions) -> clients.apply(recipient.clientId())
                .filter(client -> client.enabled() && client.backChannel().isPresent())
                .ifPresent(client -> {
                    var wholly = sessions.size() > 1
                            // BC-12
                            && !client.backChannel().get().sessionRequired()
                            && gone.computeIfAbsent(recipient.subject(), this::isGone);
                    var each = wholly
                            ? List.of(sessions)
                            : sessions.stream().map(List::of).toList();
                    each.forEach(one -> deliveries.add(
                            new Delivery(client, recipient.subject(), one, wholly, reasons.get(one.get(0)))));
                }));
        deliveries.forEach(each -> deliver.accept(each, delay(each)));
        return deliveries;
    }

    private Duration delay(Delivery delivery) {
        var asked = new ClientSessions(registry).whoAsked(delivery.sids().get(0));
        return asked.filter(delivery.client().id()::equals).isPresent() ? RETURN : Duration.ZERO;
    }

    /** BC-3: whether it can be said that every session of a subject has ended. */
    boolean isGone(String subject) {
        return !isAnyLive.test(SessionSelector.bySubject(subject));
    }

    private static CompletableFuture<Void> answers(List<Delivery> deliveries) {
        return CompletableFuture.allOf(
                deliveries.stream().map(Delivery::answered).toArray(CompletableFuture[]::new));
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
