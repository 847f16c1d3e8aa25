// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.cluster.Client.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What one node does that does not hear what the others do. A leaf says which store. */
abstract class NearCacheFaults extends Revivals {
    private static final int LOGINS = 20;

    private Duration staleness() {
        return cluster().store().staleness();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "cut"})
    void aNodeThatIsCutOffAcceptsNothingThatEndedLongerAgo(String fault) {
        var port = cluster().store().proxies().get(0).port();
        try (var way = new TcpProxy(port)) {
            var deaf = cluster().another(settings(":" + port, ":" + way.port()));
            try {
                var logins = logins(LOGINS);
                logins.forEach(login -> assertThat(client().ask(deaf, login), is(Seen.ACCEPTED)));
                Consumer<TcpProxy> broken = fault.equals("hang") ? TcpProxy::hang : TcpProxy::cut;
                broken.accept(way);
                logins.forEach(login -> assertThat(ledger().signOut(cluster().node(0), login), is(true)));

                last(staleness());
                // All at once: what does not come from near takes its time, and is unavailable.
                var seen = logins.parallelStream()
                        .map(login -> client().ask(deaf, login))
                        .toList();
                assertThat(seen, everyItem(is(not(Seen.ACCEPTED))));

                way.pass();
                last(staleness());
                assertThat(
                        logins.stream().map(login -> client().ask(deaf, login)).toList(),
                        everyItem(is(not(Seen.ACCEPTED))));
            } finally {
                deaf.kill();
            }
        }
        ledger().check();
    }

    /** What was asked while it was stopped is decided when it goes on, before it has heard of anything. */
    @Test
    void aNodeThatWasStoppedDecidesNothingByWhatItKnewBefore() {
        var stopped = cluster().another(cluster().store().settings());
        try {
            for (int round = 0; round < 3; round++) {
                var logins = logins(LOGINS);
                logins.forEach(login -> assertThat(client().ask(stopped, login), is(Seen.ACCEPTED)));
                stopped.pause();
                logins.forEach(login -> assertThat(ledger().signOut(cluster().node(0), login), is(true)));
                last(staleness());
                List<CompletableFuture<Seen>> asked = logins.stream()
                        .map(login -> CompletableFuture.supplyAsync(
                                () -> client().ask(stopped, login), task -> new Thread(task).start()))
                        .toList();
                last(Duration.ofMillis(200));
                stopped.resume();

                assertThat(asked.stream().map(CompletableFuture::join).toList(), everyItem(is(not(Seen.ACCEPTED))));
            }
        } finally {
            stopped.kill();
        }
        ledger().check();
    }

    private Map<String, String> settings(String from, String to) {
        return cluster().store().settings().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().replace(from, to)));
    }
}
