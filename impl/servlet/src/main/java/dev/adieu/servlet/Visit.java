// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.Reason;
import dev.adieu.ResponseChange;
import dev.adieu.SignOutError;
import dev.adieu.SignOutException;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.Surroundings;
import dev.adieu.spi.TokenHash;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as the Servlet container sees it: which of the sessions that its {@code HttpSession} carries are live, and
 * what the container makes of the caller. Not for several threads at once.
 */
final class Visit {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String PROPERTY = Visit.class.getName();
    private static final String SEEN = "dev.adieu.seen";
    /** Whose login is no session: what was seen once of it, a later request need not show. */
    private static final String UNENDABLE = "dev.adieu.unendable";

    private final SessionRegistry registry;
    private final Carried carried;
    private HttpServletRequest request;
    private boolean ended;
    private boolean unavailable;
    private boolean stateless;
    private boolean released;
    private boolean adopted;
    private @Nullable String unendable;
    private @Nullable ServletResponse response;
    private @Nullable String principal;
    /** Which thread knows the caller: servers tell no other one who it is. */
    private @Nullable Thread thread;

    private @Nullable HttpSession session;

    private Visit(HttpServletRequest request, SessionRegistry registry) {
        this.request = request;
        this.registry = registry;
        this.carried = new Carried(registry);
    }

    /** The visit that a request has begun. */
    static Optional<Visit> of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Visit visit ? Optional.of(visit) : Optional.empty();
    }

    /**
     * Begins a visit, if it has not begun. A session that has ended elsewhere takes the {@code HttpSession} with it: on
     * most servers before the container asks it who calls.
     */
    static Visit begin(HttpServletRequest request, SessionRegistry registry) {
        if (request.getAttribute(PROPERTY) instanceof Visit begun) {
            begun.request = request;
            return begun;
        }
        var visit = new Visit(request, registry);
        request.setAttribute(PROPERTY, visit);
        visit.look();
        return visit;
    }

    private void look() {
        try {
            ended = !carried.areLive(ServerSession.of(request));
        } catch (SignOutException e) {
            unavailable = true;
        }
    }

    /** Takes over what the container says of the caller: whose login it is, and whether it may still be one. */
    void arrive(ServletResponse response) {
        this.response = response;
        thread = Thread.currentThread();
        var caller = isContainers() ? request.getUserPrincipal() : null;
        if (caller != null) {
            principal = String.valueOf(caller.getName());
            if (carried.login().isEmpty()) {
                recognise();
            }
            if (!ended && ContainerScheme.unendable(this) == null) {
                enrolIfPossible();
            }
            followCookies();
        } else if (!TokenCaller.isOne(request.getUserPrincipal())) {
            // Logged out behind our back, or expired by the container alone.
            carried.leaveLogin(Reason.SIGN_OUT, ServerSession.of(request));
        }
        noteUnendable();
        unendable = caller == null ? null : ContainerScheme.unendable(this);
        session = ServerSession.of(request);
        request.setAttribute(
                Surroundings.PROPERTY,
                new Surroundings(request.getContextPath(), request.getRemoteAddr(), isJustSignedIn(), carried.seen()));
    }

    /** A login that no mark tells of: a new one, or one that something signed in again by a cookie that survived. */
    private void recognise() {
        if (!SurvivingCookies.isAny(request, registry)) {
            stateless = ServerSession.of(request) == null;
            return;
        }
        if (SurvivingCookies.isAnyNobodys(request, registry)) {
            ended = true;
            return;
        }
        SurvivingCookies.session(request, registry).ifPresent(token -> {
            var live = registry.find(token);
            ended = live.isEmpty();
            live.ifPresent(record -> adopt(token, record));
        });
    }

    private void adopt(TokenHash token, SessionRecord record) {
        adopted = true;
        know(new Mark(token, true, record.session().subject()), record, request.getSession(true));
    }

    /** Before the application can end the login, and once more when it has answered: what would sign in again ends with it. */
    private void followCookies() {
        var current = ServerSession.of(request);
        if (!ended && current != null) {
            carried.mark().ifPresent(login -> SurvivingCookies.follow(request, response, registry, login, current));
        }
    }

    /** Not yet, when the store does not answer; whoever asks then who calls is told so. */
    private void enrolIfPossible() {
        if (carried.login().isEmpty() && ServerSession.isTooLate(request, response)) {
            return;
        }
        try {
            enrol();
        } catch (SignOutException e) {
            LOG.log(System.Logger.Level.WARNING, "A login by the container could not be made a session yet");
        }
    }

    /** The session that the application began. */
    Optional<TokenHash> signedIn() {
        var current = ServerSession.of(request);
        return released
                ? Optional.empty()
                : Mark.signedIn(current == null ? session : current).or(carried::deadSignedIn);
    }

    /** The session of the container's login: made now, for one who has logged in within this request. */
    Optional<TokenHash> login() {
        if (thread != Thread.currentThread() && carried.login().isPresent()) {
            return carried.login();
        }
        if (!isContainers()) {
            return carried.deadLogin();
        }
        var enrolled = enrol();
        if (ended) {
            release();
        }
        return enrolled;
    }

    /**
     * Makes a session of the container's login, unless that has happened: once, however many requests come at a time,
     * and not again when another request has ended it meanwhile.
     */
    private Optional<TokenHash> enrol() {
        var name = request.getUserPrincipal().getName();
        if (!carried.isLoginOf(name)) {
            // Somebody else's login may have taken the place of the one that the request began with.
            carried.leaveLogin(Reason.REPLACED, ServerSession.of(request));
        }
        if (carried.login().isEmpty()) {
            var session = request.getSession(true);
            var mark = Mark.claim(session, name);
            var record = mark.enrolled() ? registry.find(mark.token()) : enrol(mark);
            record.ifPresentOrElse(known -> know(mark.enrol(), known, session), this::undo);
        } else if (!carried.isLoginOf(name)) {
            throw new SignOutException(SignOutError.STORE_UNAVAILABLE, "The former login could not be ended");
        }
        return carried.login();
    }

    private Optional<SessionRecord> enrol(Mark mark) {
        var who = OpenIdMechanism.signIn(request, mark.principal());
        return registry.enrol(who, mark.token(), request.getHeader("User-Agent"), request.getRemoteAddr());
    }

    private void know(Mark mark, SessionRecord record, HttpSession session) {
        ended |= !carried.know(mark, record, session);
    }

    private void undo() {
        LOG.log(
                System.Logger.Level.WARNING,
                "A login by the container is undone: it is one over the limit of sessions, or has just been ended");
        ended = true;
    }

    /** Whether this login is seen for the first time: the request may be one that the container saved before it. */
    private boolean isJustSignedIn() {
        if (principal == null || ended || adopted || ContainerScheme.unendable(this) != null) {
            return false;
        }
        var current = ServerSession.of(request);
        return current != null && Mark.isFirst(current, SEEN, principal);
    }

    /** A later request may come with the server's session, and without what has shown that it is not the login. */
    private void noteUnendable() {
        var current = ServerSession.of(request);
        if (principal != null && current != null && ContainerScheme.unendable(this) != null) {
            Mark.put(current, UNENDABLE, principal);
        }
    }

    /** Whether this login was seen to be one that no end of the server's session ends. */
    boolean isKnownUnendable() {
        return principal != null
                && Mark.text(ServerSession.of(request), UNENDABLE)
                        .filter(principal::equals)
                        .isPresent();
    }

    /** Follows what the application did meanwhile: a logout, another login. An answer that is complete may be sent. */
    void leave(boolean answered) {
        noteUnendable();
        if (released) {
            return;
        }
        var caller = request.getUserPrincipal();
        if (principal != null && caller == null) {
            carried.leaveLogin(Reason.SIGN_OUT, ServerSession.of(request));
        } else if (isContainers() && ContainerScheme.unendable(this) == null) {
            // For one who has logged in within this request.
            enrolIfPossible();
            if (answered && principal == null && response != null) {
                SurvivingCookies.show(response);
            }
            followCookies();
        }
    }

    /** Ends what the server keeps of the caller. */
    void release() {
        released = true;
        request.setAttribute(Surroundings.RELEASED, Boolean.TRUE);
        // Whatever else the server's session carries ends with it, and is told.
        carried.endAll(Reason.SIGN_OUT);
        var current = ServerSession.of(request);
        ServerSession.end(request, current == null ? session : current);
    }

    /** Whoever comes with the same again, without the server's session, is nobody, too. */
    void condemn() {
        try {
            SurvivingCookies.condemn(request, registry);
        } catch (SignOutException e) {
            LOG.log(System.Logger.Level.WARNING, "What signed in to a session that has ended could not be noted");
        }
    }

    /** What the browser is made to forget: the server's cookie, and those that would sign in again. */
    List<ResponseChange> forget() {
        var changes = new ArrayList<>(ServerSession.forget(request));
        changes.addAll(SurvivingCookies.forget(request, registry));
        return changes;
    }

    HttpServletRequest request() {
        return request;
    }

    /** Whom the container knows, unless Adieu told it, or a token that came with the request alone. */
    boolean isContainers() {
        var caller = released ? null : request.getUserPrincipal();
        return caller != null && !TokenCaller.isOne(caller) && request.getAttribute(Surroundings.OWN_CALLER) == null;
    }

    /** Why the login cannot be ended: found on the request's own thread, since servers tell no other one. */
    @Nullable
    String unendable() {
        return thread == null || thread == Thread.currentThread()
                ? isContainers() ? ContainerScheme.unendable(this) : null
                : unendable;
    }

    /** Whether what came had a session of the server's, so that a browser comes without it next time. */
    boolean hadSession() {
        return carried.deadSignedIn().isPresent() || carried.deadLogin().isPresent();
    }

    /** Whether a session came that has ended. */
    boolean isEnded() {
        return ended;
    }

    /** Whether nobody can tell. */
    boolean isUnavailable() {
        return unavailable;
    }

    /** Whether the container knows the caller by something else than its session. */
    boolean isStateless() {
        return stateless;
    }
}
