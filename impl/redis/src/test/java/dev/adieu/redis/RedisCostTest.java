// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.FederatedLink;
import dev.adieu.SessionSelector;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.JedisURIHelper;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.byIssuerAndSid;
import static dev.adieu.SessionSelector.bySubject;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** How many commands are sent for what is asked of the store. */
class RedisCostTest {
    private static final Set<String> NOTHING = Set.of();

    private final Counted counted = new Counted();
    private final RedisSessionStore store = store();

    private RedisSessionStore store() {
        var redis = new Redis(new UnifiedJedis(counted));
        var keys = new Keys("cost");
        redis.client().flushAll();
        return new RedisSessionStore(redis, keys, ServerTime.of(redis, keys), true);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aLookUpIsOneCommand() {
        var alice = create("alice");

        assertThat(count(() -> store.find(alice.token())), is(1));
        assertThat(count(() -> store.find(Sessions.of("alice").token())), is(1));
    }

    @Test
    void aSightingIsOneCommand() {
        var alice = create("alice");
        store.touch(alice.id(), Duration.ofMinutes(1));

        assertThat(count(() -> store.touch(alice.id(), Duration.ofMinutes(1))), is(1));
    }

    @Test
    void aSignOutIsOneCommandWhateverItEnds() {
        create("warm up");
        store.end(bySubject("warm up"), SIGN_OUT, NOTHING);
        for (int i = 0; i < 5_000; i++) {
            create("bystander" + i);
        }
        for (int sessions : new int[] {1, 200, 1000}) {
            for (int i = 0; i < sessions; i++) {
                create("alice");
            }
            assertThat(count(() -> ends(bySubject("alice"), sessions)), is(1));
        }
        var one = create("alice");

        assertThat(count(() -> ends(byId(one.id()), 1)), is(1));
        assertThat(count(() -> ends(bySubject("nobody"), 0)), is(1));
    }

    @Test
    void aSignOutOfThousandsIsOneCommandForEachThousand() {
        create("warm up");
        store.end(bySubject("warm up"), SIGN_OUT, NOTHING);
        for (int i = 0; i < 2_500; i++) {
            create("alice");
        }

        assertThat(count(() -> ends(bySubject("alice"), 2_500)), is(3));
    }

    @Test
    void aSignOutByAProvidersSessionIsTwoCommands() {
        var alice = Sessions.of("alice", new FederatedLink("https://op.example", "a", "s"));
        store.create(alice, Limit.NONE, NOTHING);
        store.end(byIssuerAndSid("https://op.example", "none"), SIGN_OUT, NOTHING);
        store.end(bySubject("nobody"), SIGN_OUT, NOTHING);

        assertThat(count(() -> ends(byIssuerAndSid("https://op.example", "s"), 1)), is(2));
    }

    private NewSession create(String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, NOTHING);
        return session;
    }

    private void ends(SessionSelector which, int sessions) {
        assertThat(store.end(which, SIGN_OUT, NOTHING), hasSize(sessions));
    }

    private int count(Runnable work) {
        var before = counted.commands.get();
        work.run();
        return counted.commands.get() - before;
    }

    /** Sends commands, and counts them. */
    private static final class Counted implements CommandExecutor {
        private final AtomicInteger commands = new AtomicInteger();
        private final DefaultCommandExecutor executor = new DefaultCommandExecutor(
                new PooledConnectionProvider(JedisURIHelper.getHostAndPort(TestRedis.SERVER.url())));

        @Override
        public <T> T executeCommand(CommandObject<T> command) {
            commands.incrementAndGet();
            return executor.executeCommand(command);
        }

        @Override
        public void close() {
            executor.close();
        }
    }
}
