// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.FederatedLink;
import dev.adieu.SessionId;
import dev.adieu.spi.Limit;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

/** What a script answers of several sessions, one of which is not as it was written. */
class DamagedTest {
    private static final byte[] INSTEAD = {0, 1, '-', '/', '0', '9', ':', 'x', '|', '%', 127, (byte) 0x80, (byte) 0xff};

    private final RedisSessionStore store = TestRedis.SERVER.emptyStore(new MovingClock());
    private final Keys keys = new Keys("adieu");
    private int refused;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aLiveOneKeepsNoOtherFromBeingRead() {
        var damaged = Sessions.of("alice", new FederatedLink("https://op.example", "a", "s"));
        var whole = Sessions.of("alice");
        store.create(damaged, Limit.NONE, Set.of());
        store.create(whole, Limit.NONE, Set.of());

        damage(
                store.client().get(keys.live(damaged.token())),
                store.client().get(keys.live(whole.token())),
                whole.id(),
                Values::live);
    }

    @Test
    void anEndedOneKeepsNoOtherFromBeingHandedOut() {
        var damaged = Sessions.of("alice", new FederatedLink("https://op.example", "a", "s"));
        var whole = Sessions.of("alice");
        store.create(damaged, Limit.NONE, Set.of());
        store.create(whole, Limit.NONE, Set.of());
        store.end(byId(damaged.id(), whole.id()), SIGN_OUT, Set.of("mail"));

        damage(
                store.client().get(keys.ended(damaged.token())),
                store.client().get(keys.ended(whole.token())),
                whole.id(),
                Values::ended);
    }

    private void damage(byte[] value, byte[] whole, SessionId id, Function<Object, List<SessionRecord>> read) {
        for (int at = 0; at < value.length; at++) {
            for (var instead : INSTEAD) {
                var damaged = value.clone();
                damaged[at] = instead;
                assertThat("byte " + at + " is " + instead, ids(List.of(damaged, whole), read), hasItem(id));
            }
            var cut = Arrays.copyOf(value, at);
            assertThat("cut after " + at, ids(List.of(cut, whole), read), is(List.of(id)));
        }
        assertThat(refused, is(greaterThan(value.length)));
    }

    private List<SessionId> ids(Object answer, Function<Object, List<SessionRecord>> read) {
        return read(answer, read).stream().map(record -> record.session().id()).toList();
    }

    private List<SessionRecord> read(Object answer, Function<Object, List<SessionRecord>> read) {
        try {
            return read.apply(answer);
        } catch (StoreUnavailableException e) {
            refused++;
            return e.ended();
        }
    }
}
