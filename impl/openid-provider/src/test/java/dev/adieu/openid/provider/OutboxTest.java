// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OutboxTest {
    private static final Instant LATER = Instant.now().plusSeconds(3600);

    private final Map<String, String> facts = new ConcurrentHashMap<>();
    private final Set<String> dead = new HashSet<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private final Set<String> live = new HashSet<>();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final List<Delivery> waiting = new ArrayList<>();
    private boolean silent;
    private boolean storeIsDown;
    private Restriction restriction = Restriction.NONE;

    private final SessionRegistry registry = (SessionRegistry) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {SessionRegistry.class}, (proxy, method, arguments) -> {
                if (storeIsDown) {
                    throw new IllegalStateException("down");
                }
                return switch (method.getName()) {
                    case "remember" ->
                        Optional.ofNullable(facts.putIfAbsent((String) arguments[0], (String) arguments[1]));
                    case "recall" -> Optional.ofNullable(facts.get((String) arguments[0]));
                    default -> throw new UnsupportedOperationException(method.getName());
                };
            });

    private final Outbox outbox = new Outbox(
            registry,
            id -> Optional.ofNullable(clients.get(id)),
            selector -> live.contains(((SessionSelector.BySubject) selector).subject()),
            record -> restriction,
            Runnable::run,
            this::deliver,
            Clock.systemUTC());

    private void deliver(Delivery delivery, Duration delay) {
        if (!delay.isZero()) {
            late.add(delivery.client().id());
        }
        var client = delivery.client().id();
        sent.add(client + " " + delivery.subject() + " " + delivery.sid().orElse("-"));
        if (silent) {
            waiting.add(delivery);
            return;
        }
        delivery.answered()
                .complete(dead.contains(client) ? Delivery.Answer.failed(true, "") : Delivery.Answer.told(""));
    }

    private void client(String id, boolean sessionRequired) {
        clients.put(
                id,
                Client.builder(id)
                        .backChannel("https://" + id.replaceAll("[ ,]", "-") + ".example/", sessionRequired)
                        .build());
    }

    private SessionRecord ended(String subject, String sid, String... signedInTo) {
        for (var client : signedInTo) {
            new ClientSessions(registry).note(sid, subject, client, LATER, LATER);
        }
        var now = Instant.now();
        return new SessionRecord(
                new UserSession(new SessionId(sid), subject, Set.of(), "Cookies", now, now, now, Map.of()),
                Set.of(),
                Map.of(),
                new Ending(Reason.SIGN_OUT, now, Set.of("openid-back-channel"), 0));
    }

    private static String sid(String name) {
        return (name + "-------------------------").substring(0, 22);
    }

    @Test
    void tellsTheClientsThatTheSessionHasSignedInTo() {
        Stream.of("shop", "blog", "other").forEach(id -> client(id, true));

        outbox.tell(List.of(ended("alice", sid("a"), "shop", "blog", "deleted")))
                .join();

        assertThat(sent, contains("shop alice " + sid("a"), "blog alice " + sid("a")));
        assertThat(outbox.sessions(), is(0));
    }

    @Test
    void isDoneWhereThereIsNobodyToTell() {
        clients.put("quiet", Client.builder("quiet").build());
        clients.put(
                "off",
                Client.builder("off")
                        .disabled()
                        .backChannel("https://off.example/", true)
                        .build());

        outbox.tell(List.of(ended("alice", sid("a")), ended("bob", sid("b"), "quiet", "off")))
                .join();

        assertThat(sent, is(empty()));
    }

    /** BC-3, L-14 */
    @Test
    void whereAllOfASubjectHaveEndedNoneIsNamed() {
        client("shop", false);
        client("strict", true);

        outbox.tell(List.of(
                        ended("alice", sid("a"), "shop", "strict"),
                        ended("alice", sid("b"), "shop", "strict"),
                        ended("bob", sid("c"), "shop")))
                .join();

        assertThat(
                sent,
                containsInAnyOrder(
                        "shop alice -",
                        "strict alice " + sid("a"),
                        "strict alice " + sid("b"),
                        "shop bob " + sid("c")));
    }

    @Test
    void whereOneOfASubjectIsLiveEachOfTheOthersIsNamed() {
        client("shop", false);
        live.add("alice");

        outbox.tell(List.of(ended("alice", sid("a"), "shop"), ended("alice", sid("b"), "shop")))
                .join();

        assertThat(sent, contains("shop alice " + sid("a"), "shop alice " + sid("b")));
    }

    /** S-25 */
    @Test
    void anAdministratorMayKeepSomeFromBeingTold() {
        Stream.of("shop", "blog").forEach(id -> client(id, true));
        restriction = new Restriction(true, true, Set.of("blog"));

        outbox.tell(List.of(ended("alice", sid("a"), "shop", "blog"))).join();
        restriction = new Restriction(false, true, Set.of());
        outbox.tell(List.of(ended("alice", sid("b"), "shop"))).join();

        assertThat(sent, contains("blog alice " + sid("a")));
    }

    /** S-25 */
    @Test
    void clientsAreToldOfSessionsThatGoOn() {
        Stream.of("shop", "blog").forEach(id -> client(id, true));
        ended("alice", sid("a"), "shop", "blog");
        var going = List.of(new ClientNotices.Told(sid("a"), "alice"));

        outbox.tell(going, Set.of("blog"), Reason.ADMINISTRATOR).join();
        dead.add("shop");
        assertThrows(CompletionException.class, outbox.tell(going, Set.of(), Reason.ADMINISTRATOR)::join);

        assertThat(sent, contains("blog alice " + sid("a"), "shop alice " + sid("a"), "blog alice " + sid("a")));
        assertThat(new Untold(registry).of(sid("a")).isPresent(), is(false));
    }

    /** BC-10 */
    @Test
    void whoeverCouldNotBeToldIsToldAgainAndNobodyElse() {
        Stream.of("shop", "a b,c", "blog").forEach(id -> client(id, true));
        dead.addAll(Set.of("a b,c", "blog"));
        var first = ended("alice", sid("a"), "shop", "a b,c", "blog");
        var second = ended("bob", sid("b"), "shop");

        var left = outbox.tell(List.of(first, second));
        assertThat(
                assertThrows(CompletionException.class, left::join).getCause(),
                instanceOf(Outbox.ClientsLeftException.class));
        sent.clear();

        dead.remove("blog");
        assertThrows(CompletionException.class, outbox.tell(List.of(first))::join);
        assertThat(sent, contains("a b,c alice " + sid("a"), "blog alice " + sid("a")));
        sent.clear();

        dead.clear();
        outbox.tell(List.of(second)).join();
        outbox.tell(List.of(first)).join();
        assertThat(sent, contains("a b,c alice " + sid("a")));
    }

    @Test
    void whoeverHasAskedForItIsToldLater() {
        Stream.of("shop", "blog").forEach(id -> client(id, true));
        var record = ended("alice", sid("a"), "shop", "blog");
        new ClientSessions(registry).asked(sid("a"), "blog", LATER);

        outbox.tell(List.of(record)).join();

        assertThat(sent, contains("shop alice " + sid("a"), "blog alice " + sid("a")));
        assertThat(late, contains("blog"));
    }

    @Test
    void whatIsUnderWayIsNotBegunAgain() {
        client("silent", true);
        silent = true;
        var record = ended("alice", sid("a"), "silent");

        var first = outbox.tell(List.of(record));
        var second = outbox.tell(List.of(record));

        assertThat(sent, contains("silent alice " + sid("a")));
        assertThat(outbox.sessions(), is(1));
        waiting.forEach(each -> each.answered().complete(Delivery.Answer.told("")));
        first.join();
        second.join();
        assertThat(outbox.sessions(), is(0));
    }

    @Test
    void aStoreThatIsDownLeavesAllForLater() {
        client("shop", true);
        var record = ended("alice", sid("a"), "shop");
        storeIsDown = true;

        assertThrows(CompletionException.class, outbox.tell(List.of(record))::join);

        assertThat(sent, is(empty()));
        assertThat(outbox.sessions(), is(0));
        storeIsDown = false;
        outbox.tell(List.of(record)).join();
        assertThat(sent, contains("shop alice " + sid("a")));
    }
}
