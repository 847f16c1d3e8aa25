// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Limit;
import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Protocol.Command;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A Redis that cannot be used, or no longer: said with its reason, and without a password. */
class RefusalTest {
    private static final Set<String> NOTHING = Set.of();

    @Test
    void aMissingUrlIsRefusedByTheNameOfItsSetting() {
        var refusal = assertThrows(IllegalStateException.class, () -> RedisConnection.of(new Some(Map.of())));

        assertThat(refusal.getMessage(), containsString("adieu.redis.url"));
    }

    @Test
    void severalUrlsOfNoClusterAreRefused() {
        var settings = new Some(Map.of("adieu.redis.url", "redis://a:1,redis://b:2"));

        var refusal = assertThrows(IllegalArgumentException.class, () -> RedisConnection.of(settings));

        assertThat(refusal.getMessage(), containsString("adieu.redis.cluster=true"));
    }

    @Test
    void aUserWhoMayOnlyReadIsRefusedAtTheStart() {
        var server = TestRedis.SERVER.emptyStore(new MovingClock());
        server.client().sendCommand(Command.ACL, "SETUSER", "reader", "on", ">pass", "~*", "+get");

        var refusal = assertThrows(IllegalStateException.class, () -> open("reader:pass"));

        assertThat(refusal.getMessage(), allOf(containsString("cannot be used"), containsString("NOPERM")));
        server.close();
    }

    @Test
    void aWrongPasswordIsSaidToBeOneAndNotQuoted() {
        var server = TestRedis.SERVER.emptyStore(new MovingClock());
        server.client().sendCommand(Command.ACL, "SETUSER", "writer", "on", ">right", "~*", "&*", "+@all");

        var refusal = assertThrows(IllegalStateException.class, () -> open("writer:not-the-one"));

        assertThat(refusal.getMessage(), allOf(containsString("WRONGPASS"), not(containsString("not-the-one"))));
        server.close();
    }

    @Test
    void whereNobodyAnswersTheAddressIsNamedAndTheCause() throws IOException {
        int port;
        try (var nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        var url = URI.create("redis://writer:not-the-one@127.0.0.1:" + port);

        var refusal = assertThrows(
                IllegalStateException.class, () -> TestRedis.node(url, Duration.ofSeconds(2), new MovingClock()));

        assertThat(
                refusal.getMessage(),
                allOf(
                        containsString("127.0.0.1:" + port),
                        containsString("Connection refused"),
                        not(containsString("not-the-one"))));
    }

    @Test
    void aFullServerBeginsNothingAndSignsOutAllTheSame() {
        var store = TestRedis.SERVER.emptyStore(new MovingClock());
        var alice = Sessions.of("alice");
        store.create(alice, Limit.NONE, NOTHING);
        store.client().configSet("maxmemory", "1");
        try {
            var failure = assertThrows(
                    StoreUnavailableException.class, () -> store.create(Sessions.of("bob"), Limit.NONE, NOTHING));

            assertThat(failure.getMessage(), containsString("OOM"));
            assertThat(store.find(alice.token()).isPresent(), is(true));
            store.end(byId(alice.id()), SIGN_OUT, NOTHING);
            assertThat(store.find(alice.token()), is(Optional.empty()));
        } finally {
            store.client().configSet("maxmemory", "0");
            store.close();
        }
    }

    private static void open(String user) {
        var url = URI.create(
                "redis://" + user + "@127.0.0.1:" + TestRedis.SERVER.url().getPort());
        TestRedis.node(url, Duration.ofSeconds(2), new MovingClock()).close();
    }

    /** Settings of a test. */
    private record Some(Map<String, String> values) implements ModuleSettings {
        @Override
        public <T> Optional<T> get(String key, String allowed, Function<String, T> parse) {
            return Optional.ofNullable(values.get(key)).map(parse);
        }

        @Override
        public <T> Optional<T> secret(String key, String allowed, Function<String, T> parse) {
            return get(key, allowed, parse);
        }

        @Override
        public <T> Map<String, T> named(String prefix, Set<String> members, BiFunction<String, String, T> read) {
            return Map.of();
        }

        @Override
        public Optional<Duration> duration(String key) {
            return Optional.empty();
        }
    }
}
