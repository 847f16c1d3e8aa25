// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.SettingsSource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Registers Adieu with Jakarta REST. Found by itself as a provider and as a service; an application on a runtime that
 * looks for neither lists this class. Reads each method's annotation once, at deployment, and registers plain filters.
 */
@Provider
public final class AdieuFeature implements DynamicFeature {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** The first to see a request and the last to see its answer. Jersey takes what is not positive for the default. */
    private static final int OUTERMOST = 1;
    /** The last to see a request before the method, and the first to see its answer. */
    private static final int INNERMOST = Integer.MAX_VALUE;
    /** Before whatever authorises by role, after whatever authenticates in the container's place. */
    private static final int CALLER = Priorities.AUTHENTICATION + 500;

    private final AtomicBoolean checked = new AtomicBoolean();
    /** Quarkus asks twice for each. */
    private final Set<String> annotated = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Exchanges exchanges;
    private @Nullable Application application;

    /** For Jakarta REST. */
    public AdieuFeature() {}

    /**
     * For Jakarta REST. Not a field: Quarkus makes a CDI injection point of one, which is ambiguous when the application
     * is a bean, and else a proxy that works in requests only. It leaves a method alone.
     */
    @Context
    public void setApplication(Application application) {
        this.application = application;
    }

    @Override
    public void configure(ResourceInfo method, FeatureContext context) {
        if (!checked.getAndSet(true)) {
            // What is not allowed is refused now, and not by the first request.
            Settings.read(SettingsReader.of(settingsSources()));
            if (application != null) {
                application.getClasses().forEach(SignOutRule::requireResourceMethods);
            }
        }
        context.register(new ExchangeFilter(this::exchanges, ContextPath.applicationPath(application)), OUTERMOST);
        context.register(new CallerFilter(), CALLER);

        var rule = SignOutRule.read(method.getResourceClass(), method.getResourceMethod());
        rule.ifPresent(each -> {
            annotated.add(method.getResourceClass().getName() + ' ' + method.getResourceMethod());
            context.register(new RefusalFilter(each, this::adieu), CALLER + 1);
            context.register(new ReachedFilter(each), INNERMOST);
        });
        context.register(new AnswerFilter(rule, this::adieu), OUTERMOST);
    }

    /** The application's own settings, if CDI can tell them already. */
    private static List<SettingsSource> settingsSources() {
        try {
            return CDI.current().select(SettingsSource.class).stream().toList();
        } catch (IllegalStateException e) {
            return List.of();
        }
    }

    /** Looked up when the first request needs them: at deployment CDI may not be ready. */
    private Exchanges exchanges() {
        var known = exchanges;
        if (known == null) {
            synchronized (this) {
                known = exchanges;
                if (known == null) {
                    var wiring = CDI.current().select(Wiring.class).get();
                    announce(wiring);
                    known = wiring.exchanges();
                    exchanges = known;
                }
            }
        }
        return known;
    }

    private Adieu adieu() {
        return exchanges().adieu();
    }

    private void announce(Wiring wiring) {
        var adieu = wiring.adieu();
        var inMemory = adieu.store() instanceof InMemorySessionStore;
        LOG.log(
                inMemory ? System.Logger.Level.WARNING : System.Logger.Level.INFO,
                "Adieu: {0}schemes {1}; effects {2}; sessions {3}; swept {4}",
                // Ready endpoints sign out without.
                annotated.isEmpty() ? "" : annotated.size() + " methods have @SignOut; ",
                adieu.schemes(),
                adieu.effects(),
                inMemory ? "in memory: this node only" : "in " + adieu.store(),
                wiring.schedule());
    }
}
