// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.core.InMemorySessionStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.session.StandardManager;
import org.springframework.session.MapSessionRepository;

/** What the heap holds for each session: all of them, with their indexes, after a collection; nothing is estimated. */
final class Memory implements Part {
    private static final int SESSIONS = Benchmarks.QUICK ? 20_000 : 200_000;
    private static final String HEAP = "heap for a session";
    private static final List<Object> HELD = new ArrayList<>();

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String title() {
        return "Memory of a session";
    }

    @Override
    public List<String> options() {
        // Compacts: what is used after a collection is what is reachable.
        return List.of("-Xmx1500m", "-Xms1500m", "-XX:+UseSerialGC");
    }

    @Override
    public int megabytes() {
        return 2000;
    }

    @Override
    public void measure(Report report) throws Exception {
        var adieu = adieu();
        var spring = spring();
        var tomcat = tomcat();
        report.add("Adieu in memory", HEAP, adieu, "bytes");
        report.add("Spring Session, map", HEAP, spring, "bytes");
        report.add("Tomcat, StandardSession", HEAP, tomcat, "bytes");
        report.add(
                "Adieu in memory",
                "to the better of the others",
                adieu / Math.min(spring, tomcat),
                "×",
                Goal.atMost(0.5));
        report.note(
                "%,d sessions, each of a subject of its own, with a role, a device and a token. Adieu's are found by"
                                .formatted(SESSIONS)
                        + " subject, id and deadline, too; those of the others by nothing but their id, and Tomcat holds no hash but the id itself.");
    }

    private static double adieu() {
        var contender = new AdieuContender("", new InMemorySessionStore(Clock.systemUTC()));
        return bytes(contender, each -> contender.signIn("subject " + each));
    }

    private static double spring() {
        var contender = new SpringContender<>("", new MapSessionRepository(new ConcurrentHashMap<>()));
        return bytes(contender, each -> contender.signIn("subject " + each));
    }

    private static double tomcat() throws Exception {
        var context = new StandardContext();
        context.setName("app");
        context.setPath("/app");
        var host = new StandardHost();
        host.setName("localhost");
        var engine = new StandardEngine();
        engine.setName("engine");
        host.setParent(engine);
        context.setParent(host);
        var manager = new StandardManager();
        manager.setContext(context);
        manager.setPathname(null);
        manager.start();
        return bytes(manager, each -> {
            var session = manager.createSession(null).getSession();
            session.setAttribute("subject", "subject " + each);
            session.setAttribute("roles", Set.of("user"));
            session.setAttribute("device", "desk");
            session.setAttribute("refresh_token", "sealed");
        });
    }

    private static double bytes(Object held, IntConsumer begin) {
        HELD.add(held);
        // Loads the classes, and what they keep once.
        for (int i = 0; i < 1000; i++) {
            begin.accept(-i);
        }
        var before = used();
        for (int i = 0; i < SESSIONS; i++) {
            begin.accept(i);
        }
        return 1.0 * (used() - before) / SESSIONS;
    }

    /** After a collection. */
    static long used() {
        var runtime = Runtime.getRuntime();
        var least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
