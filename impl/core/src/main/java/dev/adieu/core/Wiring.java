// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SessionManager;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.spi.SignOutPages;
import dev.adieu.spi.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Application;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where CDI ends: collects what the modules of an application bring, and makes plain objects of it. */
@ApplicationScoped
class Wiring {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    @Inject
    private Instance<SessionStore> stores;

    @Inject
    private Instance<Scheme> schemes;

    @Inject
    private Instance<SignOutEffect> effects;

    @Inject
    private Instance<SignOutPages> pages;

    @Inject
    private Instance<Telemetry> telemetry;

    @Inject
    private SettingsBean settings;

    @Inject
    @Any
    private Instance<Application> applications;

    @Inject
    private Event<Object> event;

    @Inject
    private CurrentRequest current;

    private Adieu adieu;
    private Exchanges exchanges;
    private Schedule schedule;
    private Schedule beat;
    private Schedule holding;
    private Optional<NearCachingStore> nearCache = Optional.empty();

    @PostConstruct
    void wire() {
        var clock = Clock.systemUTC();
        var read = Settings.read(settings.reader());
        var telemetries = new Telemetries(telemetry.stream().toList());
        var store = store(clock, read, telemetries);
        try {
            adieu = new Adieu(
                    read,
                    clock,
                    store,
                    schemes.stream().toList(),
                    effects.stream().toList(),
                    page(),
                    this::tell,
                    this::tell,
                    telemetries);
        } catch (RuntimeException e) {
            // Nobody stops what has not been started.
            nearCache.ifPresent(NearCachingStore::close);
            throw e;
        }
        var applicationPaths = applications
                .handlesStream()
                .flatMap(handle -> ContextPath.applicationPath(handle.getBean().getBeanClass()).stream())
                .toList();
        telemetries.begin(adieu.levels());
        exchanges = new Exchanges(adieu, current, applicationPaths);
        schedule = Schedule.every(read.sweepInterval(), adieu.sweep()::endExpired);
        beat = Schedule.every(Collections.min(List.of(read.sweepInterval(), Sweep.BEAT)), adieu.sweep()::finish);
        holding = Schedule.every(Sweep.BEAT, adieu.sweep()::hold);
    }

    private Optional<SignOutPages> page() {
        if (pages.isAmbiguous()) {
            throw new IllegalStateException("More than one bean of type SignOutPages, and no way to choose: "
                    + pages.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        return pages.stream().findFirst();
    }

    private SessionStore store(Clock clock, Settings read, Telemetries telemetries) {
        var store = store(clock, read.secretKeys(), telemetries);
        if (read.nearCache().isEmpty()) {
            return store;
        }
        var near = NearCachingStore.over(store, read.nearCache().get());
        nearCache = Optional.of(near);
        return near;
    }

    private SessionStore store(Clock clock, SecretKeys keys, Telemetries telemetries) {
        var found = stores.handlesStream().toList();
        if (found.size() > 1) {
            throw new IllegalStateException("More than one session store, and no way to choose: "
                    + found.stream()
                            .map(handle -> handle.getBean().getBeanClass().getName())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ". Keep the artifact of one.");
        }
        if (found.isEmpty()) {
            // In no time, which is not worth measuring.
            return new InMemorySessionStore(clock);
        }
        var store = found.get(0).get();
        return new SealingStore(telemetries.isEmpty() ? store : new MeasuredStore(store, telemetries), keys);
    }

    @PreDestroy
    void stop() {
        schedule.close();
        beat.close();
        holding.close();
        adieu.connections().close();
        nearCache.ifPresent(NearCachingStore::close);
    }

    Adieu adieu() {
        return adieu;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    /** How time passes for sessions that nobody calls. */
    String schedule() {
        return schedule.toString();
    }

    @Produces
    @ApplicationScoped
    SessionRegistry sessionRegistry() {
        return new Registry(adieu, exchanges::current);
    }

    @Produces
    @ApplicationScoped
    SessionManager sessionManager() {
        return new RequestSessionManager(adieu, exchanges::current);
    }

    /** Asynchronous observers first: a synchronous one that throws must not keep them from hearing. */
    private void tell(Object signedOut) {
        for (Runnable each : List.<Runnable>of(() -> event.fireAsync(signedOut), () -> event.fire(signedOut))) {
            try {
                each.run();
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.log(System.Logger.Level.WARNING, "An observer failed; the sessions have ended", e);
            }
        }
    }
}
