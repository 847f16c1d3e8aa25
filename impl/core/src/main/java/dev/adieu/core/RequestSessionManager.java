// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Page;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.SignOutError;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutPlan;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import dev.adieu.spi.SessionRecord;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The manager of whichever request it is called in. */
final class RequestSessionManager implements SessionManager {
    private final Adieu adieu;
    private final Supplier<Optional<Exchange>> current;

    RequestSessionManager(Adieu adieu, Supplier<Optional<Exchange>> current) {
        this.adieu = adieu;
        this.current = current;
    }

    @Override
    public UserSession signIn(SignIn signIn) {
        return adieu.signIns().signIn(signIn, exchange());
    }

    @Override
    public Optional<UserSession> current() {
        return exchange().session().map(SessionRecord::session);
    }

    @Override
    public UserSession require() {
        var exchange = exchange();
        return exchange.session().map(SessionRecord::session).orElseThrow(() -> adieu.signInRequired()
                .answer(exchange));
    }

    @Override
    public void bind(SseEventSink stream, Sse sse) {
        var connection = new EventStream(stream, sse);
        adieu.connections().bind(require(), connection);
        exchange().answerWith(EventStream.HEADERS);
        // So that the page hears at once that it is listening.
        connection.hold();
    }

    @Override
    public List<UserSession> sessions() {
        return current()
                .map(session -> sessions(SessionSelector.bySubject(session.subject()), Page.first(Page.LARGEST)))
                .orElse(List.of());
    }

    @Override
    public List<UserSession> sessions(SessionSelector which, Page page) {
        return Sightings.asking(() -> adieu.store().list(which, page));
    }

    @Override
    public SignOutPlan plan(SignOutOptions options) {
        var plan = decide(options);
        return plan.with(plan.selectors().stream()
                .flatMap(which -> sessions(which, Page.first(Page.LARGEST)).stream())
                .toList());
    }

    @Override
    public SignOutResult signOut() {
        return signOut(SignOutOptions.current());
    }

    @Override
    public SignOutResult signOut(SignOutOptions options) {
        return current.get().map(exchange -> signOut(options, exchange)).orElseGet(() -> adieu.signOut(options));
    }

    private SignOutResult signOut(SignOutOptions options, Exchange exchange) {
        return options.selector() == null && !options.fromProvider() && exchange.mayBeReplayed()
                ? SignOutResult.failed(SignOutError.CONFIRMATION_REQUIRED)
                : adieu.signOut(options, exchange);
    }

    private SignOutPlan decide(SignOutOptions options) {
        return current.get()
                .map(exchange -> adieu.decisions().decide(options, exchange))
                .orElseGet(() -> adieu.decisions().decide(options));
    }

    @Override
    public URI safeUrl(@Nullable String requested) {
        return adieu.urls().safe(requested, exchange().request());
    }

    private Exchange exchange() {
        return current.get()
                .orElseThrow(() -> new IllegalStateException("There is no Jakarta REST request here that"
                        + " Adieu has seen. In a job or on another thread, call what names its sessions by a selector. In a"
                        + " resource method: " + AdieuFeature.class.getName()
                        + " is not registered; list it in the classes of"
                        + " the Application"));
    }
}
