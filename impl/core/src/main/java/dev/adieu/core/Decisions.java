// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.ResponseChange;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import dev.adieu.SignOutException;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutPlan;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a sign-out would do. Has no effect but a look-up of the caller, and refuses all that can be refused. */
final class Decisions {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final Schemes schemes;
    private final Effects effects;
    private final Urls urls;
    private final BrowserTraces browserTraces;

    Decisions(Schemes schemes, Effects effects, Urls urls, BrowserTraces browserTraces) {
        this.browserTraces = browserTraces;
        this.schemes = schemes;
        this.effects = effects;
        this.urls = urls;
    }

    /** Without a request: only sessions that are named, and nothing to answer. */
    SignOutPlan decide(SignOutOptions options) {
        schemes.meant(options.scheme());
        if (options.selector() == null) {
            throw new IllegalStateException("Without a request there is no caller whose sessions " + options.sessions()
                    + " could mean. Name them by a selector: SignOutOptions.of(SessionSelector.bySubject(…))");
        }
        return plan(List.of(options.selector()), List.of(), List.of(), null);
    }

    SignOutPlan decide(SignOutOptions options, Exchange exchange) {
        var meant = schemes.meant(options.scheme());
        var forgedBy = exchange.forgedBy();
        if (forgedBy.isPresent() && !options.fromProvider()) {
            LOG.log(System.Logger.Level.WARNING, Refusals.crossSite(forgedBy.get()));
            return SignOutPlan.refused(SignOutError.CROSS_SITE_REQUEST);
        }
        try {
            return decide(options, meant, exchange);
        } catch (SignOutException e) {
            // The store does not answer, whatever it is asked on the way.
            return SignOutPlan.refused(e.error());
        }
    }

    private SignOutPlan decide(SignOutOptions options, List<Scheme> meant, Exchange exchange) {
        var own = exchange.sessions(meant);
        var unendable = endsCaller(options, exchange) ? exchange.unendable() : Optional.<String>empty();
        if (unendable.isPresent()) {
            LOG.log(System.Logger.Level.ERROR, unendable.get());
            return SignOutPlan.refused(SignOutError.UNRECOGNISED_SESSION);
        }
        var selectors = selectors(options, own);
        var gone = own.stream().filter(each -> Selects.any(selectors, each)).toList();
        var forgotten = forgotten(options, meant, gone);
        var changes = new ArrayList<ResponseChange>();
        forgotten.forEach(scheme -> changes.addAll(scheme.forget(exchange.request())));
        if (!forgotten.isEmpty() && isNobodyLeft(meant, selectors, exchange)) {
            changes.addAll(browserTraces.forget(exchange.request()));
        }
        var next = schemes.next(gone, exchange.request());
        var url = urls.next(options, next, leading(options, own), exchange.request());
        var answered = lastOwn(gone, forgotten, exchange)
                .map(session -> respond(session, options, url, exchange.request(), changes))
                .orElse(url);
        return plan(selectors, forgotten, changes, options.redirect() ? answered : null);
    }

    /** Whether no session stays in this browser, for which its data would have to stay too. */
    private boolean isNobodyLeft(List<Scheme> meant, List<SessionSelector> selectors, Exchange exchange) {
        return meant.size() == schemes.all().size()
                || exchange.sessions(schemes.all()).stream().allMatch(each -> Selects.any(selectors, each));
    }

    /** The scheme whose login path a sign-out leads to: the one named, else that of the session, else the default. */
    private static String leading(SignOutOptions options, List<SessionRecord> own) {
        if (!options.scheme().isEmpty()) {
            return options.scheme();
        }
        return own.isEmpty() ? CookieScheme.NAME : own.get(0).session().scheme();
    }

    /** Whether the caller shall be nobody afterwards: not so when they name sessions, or one scheme of several. */
    private boolean endsCaller(SignOutOptions options, Exchange exchange) {
        return options.selector() == null
                && (options.scheme().isEmpty()
                        || exchange.sessions(schemes.all()).isEmpty());
    }

    /** The session whose end the answer is about: one that ends now, or that another click has just ended. */
    private Optional<SessionRecord> lastOwn(List<SessionRecord> gone, List<Scheme> forgotten, Exchange exchange) {
        if (effects.inOrder().isEmpty()) {
            return Optional.empty();
        }
        return gone.stream().findFirst().or(() -> exchange.recentlyEnded(forgotten).stream()
                .findFirst());
    }

    private SignOutPlan plan(
            List<SessionSelector> selectors, List<Scheme> forgotten, List<ResponseChange> changes, @Nullable URI url) {
        return new SignOutPlan(
                null,
                selectors,
                List.of(),
                forgotten.stream().map(Scheme::name).toList(),
                effects.names(),
                changes,
                url);
    }

    private static List<SessionSelector> selectors(SignOutOptions options, List<SessionRecord> own) {
        if (options.selector() != null) {
            return List.of(options.selector());
        }
        if (own.isEmpty()) {
            return List.of();
        }
        var ids = own.stream().map(each -> each.session().id()).distinct().toArray(SessionId[]::new);
        var subjects = own.stream().map(each -> each.session().subject()).distinct();
        return switch (options.sessions()) {
            case CURRENT -> List.of(SessionSelector.byId(ids));
            case OTHERS ->
                subjects.map(subject -> SessionSelector.othersOf(subject, ids)).toList();
            case ALL -> subjects.map(SessionSelector::bySubject).toList();
        };
    }

    /** The schemes whose credential is worth nothing afterwards. */
    private List<Scheme> forgotten(SignOutOptions options, List<Scheme> meant, List<SessionRecord> gone) {
        if (options.selector() != null) {
            var names = gone.stream().map(each -> each.session().scheme()).toList();
            return schemes.all().stream()
                    .filter(each -> names.contains(each.name()))
                    .toList();
        }
        return options.sessions() == SignOut.Sessions.OTHERS ? List.of() : meant;
    }

    /** Asks each effect for its part of the answer; what it says of the URL, the next one hears. */
    private URI respond(
            SessionRecord own,
            SignOutOptions options,
            URI first,
            ContainerRequestContext request,
            List<ResponseChange> changes) {
        var url = first;
        for (var effect : effects.inOrder()) {
            for (var change : respond(effect, own, options, url, request)) {
                var next = change.match(new NextUrl());
                url = next.orElse(url);
                if (next.isEmpty()) {
                    changes.add(change);
                }
            }
        }
        return url;
    }

    private static List<ResponseChange> respond(
            SignOutEffect effect, SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
        try {
            return effect.respond(own, options, url, request);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Effect " + effect.name() + " could not add to the answer", e);
            return List.of();
        }
    }

    private record NextUrl() implements ResponseChange.Cases<Optional<URI>> {
        @Override
        public Optional<URI> setCookie(ResponseChange.SetCookie change) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> setPublicCookie(ResponseChange.SetPublicCookie change) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> expireCookie(ResponseChange.ExpireCookie change) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> setHeader(ResponseChange.SetHeader change) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> remember(ResponseChange.Remember change) {
            return Optional.empty();
        }

        @Override
        public Optional<URI> seeOther(ResponseChange.SeeOther change) {
            return Optional.of(change.url());
        }
    }
}
