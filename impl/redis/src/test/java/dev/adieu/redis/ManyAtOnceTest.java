// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.FederatedLink;
import dev.adieu.SessionId;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.byIssuerAndSub;
import static dev.adieu.SessionSelector.everyone;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** More sessions in one script than Lua hands to one command, or to any. */
class ManyAtOnceTest {
    private static final Set<String> NOTHING = Set.of();
    private static final String ISSUER = "https://op.example";
    private static final int MANY = 8_500;

    private final MovingClock clock = new MovingClock();
    private RedisSessionStore store;
    private List<NewSession> sessions = List.of();

    @BeforeEach
    void open() {
        store = TestRedis.SERVER.emptyStore(clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void endByTheirIdsOnceEach() {
        create(Stream.generate(() -> Sessions.of("alice")), MANY);

        assertThat(ids(store.end(byId(ids()), SIGN_OUT, NOTHING)), is(Set.of(ids())));

        assertThat(store.end(byId(ids()), SIGN_OUT, NOTHING), is(empty()));
        assertThat(store.end(everyone(), SIGN_OUT, NOTHING), is(empty()));
    }

    @Test
    void endByTheirProvidersSubjectOnceEach() {
        create(Stream.generate(() -> Sessions.of("alice", new FederatedLink(ISSUER, "a", null))), MANY);

        assertThat(ids(store.end(byIssuerAndSub(ISSUER, "a"), SIGN_OUT, NOTHING)), is(Set.of(ids())));

        assertThat(store.end(everyone(), SIGN_OUT, NOTHING), is(empty()));
    }

    @Test
    void makeRoomOnceEach() {
        create(Stream.generate(() -> Sessions.of("alice")), MANY);
        var next = Sessions.of("alice");

        var created = store.create(next, new Limit(1, Limit.WhenReached.END_OLDEST), NOTHING);

        assertThat(ids(created.ended()), is(Set.of(ids())));
        assertThat(ids(store.end(everyone(), SIGN_OUT, NOTHING)), is(Set.of(next.id())));
    }

    @Test
    void areHandedOutUntilTheyAreSettled() {
        create(Stream.generate(() -> Sessions.of("alice")), 1_500);
        store.end(byId(ids()), SIGN_OUT, Set.of("mail"));
        clock.pass(Duration.ofMinutes(1));

        var handedOut = store.unsettled(Duration.ofMinutes(1), 2_000);
        assertThat(ids(handedOut), is(Set.of(ids())));
        assertThat(
                handedOut.stream()
                        .map(record -> record.ended().orElseThrow().attempts())
                        .collect(Collectors.toSet()),
                is(Set.of(1)));

        store.settle(Set.of(ids()), "mail");
        clock.pass(Duration.ofHours(1));
        assertThat(store.unsettled(Duration.ofMinutes(1), 2_000), is(empty()));
    }

    @Test
    void leaveNothingThatStays() {
        create(Stream.generate(() -> Sessions.of("alice")), 3);
        store.end(byId(sessions.get(0).id()), SIGN_OUT, NOTHING);
        store.end(byId(sessions.get(1).id()), SIGN_OUT, Set.of("mail"));
        store.settle(Set.of(sessions.get(1).id()), "mail");
        clock.pass(Sessions.IDLE);
        assertThat(store.endExpired(10, NOTHING), hasSize(1));

        var longest = Duration.ofMinutes(10).toMillis();
        var staying = store.client().keys("adieu:{*").stream()
                .filter(key -> store.client().pttl(key) < 0 || store.client().pttl(key) > longest)
                .map(key -> key.replaceAll(".*:", ""))
                .toList();
        assertThat(staying, is(List.of("n")));
    }

    private void create(Stream<NewSession> some, int count) {
        sessions = some.limit(count).toList();
        sessions.forEach(session -> store.create(session, Limit.NONE, NOTHING));
    }

    private SessionId[] ids() {
        return sessions.stream().map(NewSession::id).toArray(SessionId[]::new);
    }

    private static Set<SessionId> ids(List<SessionRecord> records) {
        assertThat(
                "each once",
                records.stream().map(record -> record.session().id()).distinct().toList(),
                hasSize(records.size()));
        return records.stream().map(record -> record.session().id()).collect(Collectors.toSet());
    }
}
