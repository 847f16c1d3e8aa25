// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOutResult;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.Clients;
import dev.adieu.openid.provider.ProviderSessions;
import dev.adieu.openid.provider.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * What it costs a provider to tell its clients: what the user's answer takes with many and with none, how long it is until
 * all have been told beside what the set concurrency allows, and how many are told at a time when very many sessions expire.
 * Sessions in memory, clients over real connections, each of which takes 50 ms to answer.
 */
public final class BackChannelFanOut implements Part {
    private static final URI ROOT = URI.create("http://localhost/");
    private static final int CONCURRENCY = 32;
    private static final int CLIENTS = 1000;
    private static final int LATENCY_MILLIS = 50;
    private static final int ROUNDS = Benchmarks.QUICK ? 3 : 15;
    private static final int WARM_UP = Benchmarks.QUICK ? 1 : 5;
    private static final int EXPIRING = Benchmarks.QUICK ? 1000 : 10_000;
    private static final int CLIENTS_OF_EXPIRING = 100;
    private static final Duration LIFETIME = Duration.ofSeconds(Benchmarks.QUICK ? 8 : 45);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final AtomicInteger TOLD = new AtomicInteger();
    private static final AtomicInteger NOW = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();
    private static volatile String receiver = "";

    /** A provider. */
    @Path("")
    @RequestScoped
    public static class Provider {
        @Inject
        SessionManager sessions;

        @Inject
        ProviderSessions clients;

        /** Signs in, and in to some of the clients. */
        @POST
        @Path("sign-in")
        public void signIn(@QueryParam("first") int first, @QueryParam("count") int count) {
            sessions.signIn(SignIn.of("alice"));
            for (int i = first; i < first + count; i++) {
                clients.signedIn("client" + i);
            }
        }

        /** Signs out. */
        @POST
        @Path("sign-out")
        public SignOutResult signOut() {
            return sessions.signOut();
        }
    }

    /** As many clients as anybody asks for. */
    @ApplicationScoped
    public static class Beans {
        private final SigningKeys keys = SigningKeys.generated();

        /** The clients. */
        @Produces
        @ApplicationScoped
        public Clients clients() {
            return id -> Optional.of(Client.builder(id)
                    .confidential()
                    .backChannel(receiver + id, true)
                    .build());
        }

        /** The key. */
        @Produces
        @ApplicationScoped
        public SigningKeys keys() {
            return keys;
        }
    }

    private ApplicationHandler provider;

    @Override
    public String name() {
        return "fan-out";
    }

    @Override
    public String title() {
        return "Telling a provider's clients";
    }

    /** The stores, so that there is no store but memory; and the sample, which is a provider, too. */
    @Override
    public String without() {
        return EndToEnd.STORES + "|.*/app/target/classes|.*/adieu-app-[^/]+\\.jar|" + StartUp.ONLY_ON_TOMCAT;
    }

    @Override
    public void measure(Report report) throws Exception {
        Map.of(
                        "openid-provider.issuer",
                        "https://id.example.org",
                        "openid-provider.url",
                        "https://id.example.org/openid",
                        "openid-provider.internal-receivers",
                        "localhost",
                        "openid-provider.back-channel-concurrency",
                        Integer.toString(CONCURRENCY),
                        "lifetime",
                        LIFETIME.toString(),
                        "sweep-interval",
                        "PT1S")
                .forEach((name, value) -> System.setProperty("adieu." + name, value));
        receiver = "http://localhost:" + receive() + "/";
        var beans = SeContainerInitializer.newInstance()
                .addBeanClasses(Provider.class, Beans.class)
                .initialize();
        provider = new ApplicationHandler(new ResourceConfig(Provider.class));
        measureAnswers(report);
        measureExpiry(report);
        beans.close();
    }

    private static int receive() throws IOException {
        var http = HttpServer.create(new InetSocketAddress("localhost", 0), 1000);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/", BackChannelFanOut::answer);
        http.start();
        return http.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        MOST.accumulateAndGet(NOW.incrementAndGet(), Math::max);
        exchange.getRequestBody().readAllBytes();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LATENCY_MILLIS));
        NOW.decrementAndGet();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        TOLD.incrementAndGet();
    }

    private void measureAnswers(Report report) {
        var with = new long[ROUNDS];
        var without = new long[ROUNDS];
        var toldAll = new long[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            for (int each = 0; each < 100; each++) {
                signOut(signIn(0, 0));
            }
            // Both after the same work.
            var others = signIn(0, 0);
            var cookie = signIn(0, CLIENTS);
            TOLD.set(0);
            // Who comes first has colder caches.
            long none = i % 2 == 0 ? signOut(others) : 0;
            var start = System.nanoTime();
            var many = signOut(cookie);
            none = i % 2 == 0 ? none : signOut(others);
            await(CLIENTS);
            if (i >= 0) {
                without[i] = none;
                with[i] = many;
                toldAll[i] = System.nanoTime() - start;
            }
        }
        var ideal = Math.ceil(1.0 * CLIENTS / CONCURRENCY) * LATENCY_MILLIS;
        report.add("no client", "sign-out answered after", micros(without), "µs");
        report.add("%,d clients".formatted(CLIENTS), "sign-out answered after", micros(with), "µs");
        report.add(
                "%,d clients".formatted(CLIENTS),
                "times that of no client",
                micros(with) / micros(without),
                "×",
                Goal.atMost(1.1));
        report.add("%,d clients".formatted(CLIENTS), "all are told after", micros(toldAll) / 1000, "ms");
        report.add(
                "%,d clients".formatted(CLIENTS),
                "times what %d at a time allow".formatted(CONCURRENCY),
                micros(toldAll) / 1000 / ideal,
                "×",
                Goal.atMost(1.3));
    }

    private static double micros(long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1000.0;
    }

    private void measureExpiry(Report report) {
        await(CLIENTS);
        TOLD.set(0);
        MOST.set(0);
        var started = System.nanoTime();
        for (int i = 0; i < EXPIRING; i++) {
            signIn(i % CLIENTS_OF_EXPIRING, 1);
        }
        var signedIn = System.nanoTime();
        await(1);
        var first = System.nanoTime();
        await(EXPIRING);
        var last = System.nanoTime();
        System.gc();
        var runtime = Runtime.getRuntime();
        report.add("%,d sessions that expire".formatted(EXPIRING), "all are told within", (last - first) / 1e9, "s");
        report.add(
                "%,d sessions that expire".formatted(EXPIRING),
                "most at a time",
                MOST.get(),
                "",
                Goal.atMost(CONCURRENCY));
        report.add(
                "%,d sessions that expire".formatted(EXPIRING),
                "heap after that",
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                "MB");
        report.note(
                "Clients over real connections, each of which takes %d ms to answer; sessions in memory, which began within %.1f s."
                        .formatted(LATENCY_MILLIS, (signedIn - started) / 1e9));
    }

    private static void await(int told) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (TOLD.get() < told) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(TOLD + " of " + told + " were told");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private String signIn(int first, int count) {
        var answer = post("sign-in?first=" + first + "&count=" + count, "");
        return answer.getHeaderString("Set-Cookie").replaceAll(";.*", "");
    }

    private long signOut(String cookie) {
        var start = System.nanoTime();
        var answer = post("sign-out", cookie);
        var took = System.nanoTime() - start;
        if (answer.getStatus() != 200) {
            throw new IllegalStateException("Sign-out was answered with " + answer.getStatus());
        }
        return took;
    }

    private ContainerResponse post(String path, String cookie) {
        var request = new ContainerRequest(
                ROOT, ROOT.resolve(path), "POST", null, new MapPropertiesDelegate(), provider.getConfiguration());
        request.header("Host", "localhost");
        request.header("Cookie", cookie);
        request.setEntityStream(new ByteArrayInputStream(new byte[0]));
        try {
            return provider.apply(request).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
