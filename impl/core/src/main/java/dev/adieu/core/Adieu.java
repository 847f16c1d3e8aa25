// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.EffectSettled;
import dev.adieu.ResponseChange;
import dev.adieu.SignOutError;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutPlan;
import dev.adieu.SignOutResult;
import dev.adieu.SignedOut;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.spi.SignOutPages;
import dev.adieu.spi.Telemetry.Levels;
import dev.adieu.spi.Telemetry.Step;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The parts of one application, put together: who hands what to whom. */
final class Adieu {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final Schemes schemes;
    private final SessionStore store;
    private final ForgeryGuard guard;
    private final Sightings sightings;
    private final Urls urls;
    private final Decisions decisions;
    private final Question question;
    private final Pages pages;
    private final Settings settings;
    private final Pipeline pipeline;
    private final Effects effects;
    private final Sweep sweep;
    private final SignIns signIns;
    private final SignInRequired signInRequired;
    private final LiveConnections connections;
    private final Telemetries telemetries;
    private final Clock clock;

    Adieu(
            Settings settings,
            Clock clock,
            SessionStore store,
            List<Scheme> furtherSchemes,
            List<SignOutEffect> furtherEffects,
            Optional<SignOutPages> furtherPages,
            Consumer<SignedOut> observers,
            Consumer<EffectSettled> settled,
            Telemetries telemetries) {
        var publicOrigin = new PublicOrigin(settings.origins());
        var contextPath = new ContextPath(settings.contextPath());
        var naming = new CookieNaming(settings.cookieName(), publicOrigin, contextPath);
        var all = new ArrayList<Scheme>();
        all.add(new CookieScheme(CookieScheme.NAME, naming));
        settings.schemes()
                .forEach((name, further) -> all.add(
                        new CookieScheme(name, new CookieNaming(further.cookieName(), publicOrigin, contextPath))));
        all.addAll(furtherSchemes);
        var effects = new Effects(furtherEffects, store, settled, telemetries);

        this.clock = clock;
        this.effects = effects;
        this.store = store;
        this.telemetries = telemetries;
        this.schemes = new Schemes(all);
        this.guard = new ForgeryGuard(settings);
        this.sightings = new Sightings(store, clock, settings.idleTimeout());
        this.urls = new Urls(settings, publicOrigin, contextPath);
        this.decisions = new Decisions(schemes, effects, urls, new BrowserTraces(settings, naming));
        this.pages = new Pages(settings, furtherPages, urls, effects);
        this.question = new Question(schemes, urls, pages, new Confirmation(clock));
        this.settings = settings;
        this.connections = new LiveConnections(store, LiveConnections.BEAT, this::endExpired);
        this.pipeline = new Pipeline(
                store,
                schemes,
                effects,
                observers,
                new AuditLog(settings.audit(), settings.personalData()),
                connections,
                telemetries,
                clock);
        this.sweep = new Sweep(store, effects, pipeline);
        this.signIns = new SignIns(settings, clock, schemes, store, effects, pipeline);
        this.signInRequired = new SignInRequired(schemes, urls);
    }

    Exchange begin(ContainerRequestContext request, String applicationPath) {
        ContextPath.note(applicationPath, request);
        return new Exchange(request, schemes, sightings, guard);
    }

    /** Decides, does, and notes on the exchange what the answer has to change. */
    SignOutResult signOut(SignOutOptions options, Exchange exchange) {
        var plan = telemetries.measure(Step.DECIDE, "", () -> decisions.decide(options, exchange));
        var result = pipeline.signOut(plan, Occasion.of(options).in(exchange.request()));
        if (result.ok()) {
            connections.awaitTold(exchange.knownSessions());
            keep(plan);
            exchange.signedOut(plan.selectors(), plan.changes());
            exchange.release(schemes.all().stream()
                    .filter(scheme -> plan.schemes().contains(scheme.name()))
                    .toList());
        }
        return counted(options, result);
    }

    /** Where there is no request: decides and does. */
    SignOutResult signOut(SignOutOptions options) {
        return counted(options, pipeline.signOut(decisions.decide(options), Occasion.of(options)));
    }

    private SignOutResult counted(SignOutOptions options, SignOutResult result) {
        var error = result.error() == null ? null : SignOutError.of(result.error());
        telemetries.signedOut(options.reason(), options.scheme(), error);
        return result;
    }

    /** What the browser will be asked for when it comes back. Without it, it is led to the default. */
    private void keep(SignOutPlan plan) {
        try {
            for (var change : plan.changes()) {
                if (change instanceof ResponseChange.Remember fact) {
                    store.remember(fact.key(), fact.value(), clock.instant().plus(fact.time()));
                }
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "What a browser will come back with could not be kept", e);
        }
    }

    private void endExpired() {
        sweep.endExpired();
    }

    Schemes schemes() {
        return schemes;
    }

    /** The names of those that run when sessions end. */
    List<String> effects() {
        return effects.names();
    }

    SessionStore store() {
        return store;
    }

    Urls urls() {
        return urls;
    }

    Question question() {
        return question;
    }

    Pages pages() {
        return pages;
    }

    Sightings sightings() {
        return sightings;
    }

    /** The cookies by which something else signs people in again, each as it is expired. */
    List<ResponseChange.ExpireCookie> survivingCookies(boolean secure) {
        return settings.survivingCookies().stream()
                .map(cookie -> cookie.expire(secure))
                .toList();
    }

    /** Whether answers that know the caller are to be kept out of caches. */
    boolean noStore() {
        return settings.noStore();
    }

    Decisions decisions() {
        return decisions;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Sweep sweep() {
        return sweep;
    }

    SignIns signIns() {
        return signIns;
    }

    SignInRequired signInRequired() {
        return signInRequired;
    }

    Levels levels() {
        return new NodeLevels(store, effects, sweep);
    }

    Telemetries telemetries() {
        return telemetries;
    }

    LiveConnections connections() {
        return connections;
    }
}
