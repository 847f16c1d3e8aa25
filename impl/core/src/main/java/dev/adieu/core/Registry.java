// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.ResponseChange;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.SignOutError;
import dev.adieu.SignOutException;
import dev.adieu.UserSession;
import dev.adieu.spi.LiveConnection;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the application knows of its sessions, for the modules beside Jakarta REST. */
final class Registry implements SessionRegistry {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final Adieu adieu;
    private final Supplier<Optional<Exchange>> current;

    Registry(Adieu adieu, Supplier<Optional<Exchange>> current) {
        this.adieu = adieu;
        this.current = current;
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        return adieu.sightings().see(token);
    }

    @Override
    public boolean touch(SessionId session) {
        return adieu.sightings().touch(session);
    }

    @Override
    public Optional<SessionRecord> caller(ContainerRequestContext request) {
        return exchange(request).session();
    }

    @Override
    public void seen(ContainerRequestContext request, TokenHash token, SessionRecord session) {
        exchange(request).seen(token, session);
    }

    @Override
    public WebApplicationException signInRequired(ContainerRequestContext request) {
        return adieu.signInRequired().answer(exchange(request));
    }

    @Override
    public boolean isForged(ContainerRequestContext request) {
        var forgedBy = exchange(request).forgedBy();
        forgedBy.ifPresent(from -> LOG.log(System.Logger.Level.WARNING, Refusals.crossSite(from)));
        return forgedBy.isPresent();
    }

    @Override
    public boolean bind(UserSession session, LiveConnection connection) {
        return adieu.connections().bind(session, connection);
    }

    @Override
    public List<ResponseChange> signOut(ContainerRequestContext request) {
        var exchange = exchange(request);
        var ids = exchange.sessions(adieu.schemes().all()).stream()
                .map(each -> each.session().id())
                .toArray(SessionId[]::new);
        if (ids.length == 0) {
            return List.of();
        }
        var selected = List.of(SessionSelector.byId(ids));
        if (!adieu.pipeline().end(selected, Occasion.of(Reason.SIGN_OUT).in(request))) {
            throw new SignOutException(SignOutError.STORE_UNAVAILABLE, "The sessions could not be ended");
        }
        exchange.signedOut(selected, List.of());
        return adieu.schemes().all().stream()
                .flatMap(scheme -> scheme.forget(request).stream())
                .toList();
    }

    @Override
    public boolean answer(ResponseChange change) {
        var exchange = current.get();
        exchange.ifPresent(each -> each.answerWith(List.of(change)));
        return exchange.isPresent();
    }

    private Exchange exchange(ContainerRequestContext request) {
        return Exchange.of(request).orElseGet(() -> adieu.begin(request, ""));
    }

    @Override
    public Optional<SessionRecord> enrol(
            SignIn who, TokenHash token, @Nullable String userAgent, @Nullable String address) {
        return adieu.signIns().enrol(who, token, userAgent, address);
    }

    @Override
    public Optional<SessionRecord> enrol(
            SignIn who, TokenHash token, Instant until, @Nullable String userAgent, @Nullable String address) {
        return adieu.signIns().enrolUntil(until, who, token, userAgent, address);
    }

    @Override
    public boolean end(TokenHash token, Reason reason) {
        try {
            var live = Sightings.asking(() -> adieu.store().find(token));
            if (live.isEmpty()) {
                return true;
            }
            var id = live.get().session().id();
            var done = adieu.pipeline().end(List.of(SessionSelector.byId(id)), Occasion.of(reason));
            adieu.connections().awaitTold(List.of(id));
            return done;
        } catch (SignOutException e) {
            return false;
        }
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return Sightings.asking(() -> adieu.store().remember(key, value, until));
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        Sightings.asking(() -> {
            adieu.store().advance(key, to, until);
            return until;
        });
    }

    @Override
    public Optional<String> recall(String key) {
        return Sightings.asking(() -> adieu.store().recall(key));
    }

    @Override
    public List<ResponseChange.ExpireCookie> survivingCookies(boolean secure) {
        return adieu.survivingCookies(secure);
    }
}
