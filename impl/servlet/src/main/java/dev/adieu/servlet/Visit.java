// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.Reason;
import dev.adieu.ResponseChange;
import dev.adieu.SignIn;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as the Servlet container sees it: which of the sessions that its {@code HttpSession} carries are live, and
 * what the container makes of the caller. Not for several threads at once.
 */
final class Visit {
    /** A request attribute: the principal is Adieu's own session, told to the container by a login mechanism. */
    private static final String OWN = "dev.adieu.own-caller";

    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String PROPERTY = Visit.class.getName();
    private static final String SEEN = "dev.adieu.seen";
    private static final String SURVIVORS = "dev.adieu.survivors";

    private final SessionRegistry registry;
    private final Map<TokenHash, SessionRecord> seen = new HashMap<>();
    private HttpServletRequest request;
    private final List<TokenHash> tokens = new ArrayList<>();
    private boolean ended;
    private boolean unavailable;
    private boolean stateless;
    private boolean released;
    private @Nullable ServletResponse response;
    private @Nullable String principal;
    /** Which thread knows the caller: servers tell no other one who it is. */
    private @Nullable Thread thread;

    private @Nullable HttpSession session;
    /** What came and has ended: nobody's, but not nothing. */
    private Optional<TokenHash> deadSignedIn = Optional.empty();

    private Optional<TokenHash> deadLogin = Optional.empty();
    /** The container's login that a store knows, also when another request has ended it meanwhile. */
    private @Nullable Mark login;

    private Visit(HttpServletRequest request, SessionRegistry registry) {
        this.request = request;
        this.registry = registry;
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
        var session = ServerSession.of(request);
        tokens.addAll(Mark.tokens(session).toList());
        login = Mark.of(session).filter(Mark::enrolled).orElse(null);
        try {
            for (var token : tokens) {
                registry.find(token).ifPresent(record -> seen.put(token, record));
            }
        } catch (SignOutException e) {
            unavailable = true;
            return;
        }
        ended = seen.size() < tokens.size();
        if (ended && session != null) {
            deadSignedIn = Mark.signedIn(session);
            deadLogin = Optional.ofNullable(login).map(Mark::token);
            endAll(Reason.SIGN_OUT);
            ServerSession.invalidate(session);
        }
    }

    /** Takes over what the container says of the caller: whose login it is, and whether it may still be one. */
    void arrive(ServletResponse response) {
        this.response = response;
        thread = Thread.currentThread();
        var caller = isContainers() ? request.getUserPrincipal() : null;
        if (caller != null) {
            principal = String.valueOf(caller.getName());
            if (login == null) {
                recognise();
            }
            if (!ended && ContainerScheme.unendable(this) == null) {
                enrolIfPossible();
            }
            followCookies();
        } else if (login != null) {
            // Logged out behind our back, or expired by the container alone.
            leaveLogin(Reason.SIGN_OUT);
        }
        session = ServerSession.of(request);
        request.setAttribute(
                Surroundings.PROPERTY,
                new Surroundings(request.getContextPath(), request.getRemoteAddr(), isJustSignedIn(), seen));
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
            live.ifPresent(record -> know(new Mark(token, true, record.session().subject()), record));
        });
    }

    /** Before the application can end the login: the cookies that came with it end with it. */
    private void followCookies() {
        var current = ServerSession.of(request);
        if (login != null && !ended && current != null && SurvivingCookies.isAny(request, registry)) {
            var known = Mark.text(current, SURVIVORS).orElse("");
            Mark.put(current, SURVIVORS, SurvivingCookies.remember(request, registry, login, known));
        }
    }

    /**
     * Whether nobody can come back with the server's session any more: it is new, and the answer is on its way without
     * its cookie. Open Liberty shows filters the form's login like that. What began now would be nobody's, for ever.
     */
    private boolean isTooLate() {
        var current = ServerSession.of(request);
        return response != null && response.isCommitted() && (current == null || current.isNew());
    }

    /** Not yet, when the store does not answer; whoever asks then who calls is told so. */
    private void enrolIfPossible() {
        if (login == null && isTooLate()) {
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
                : Mark.signedIn(current == null ? session : current).or(() -> deadSignedIn);
    }

    /** The session of the container's login: made now, for one who has logged in within this request. */
    Optional<TokenHash> login() {
        if (thread != Thread.currentThread() && login != null) {
            return Optional.of(login.token());
        }
        return isContainers() ? enrol() : deadLogin;
    }

    /**
     * Makes a session of the container's login, unless that has happened: once, however many requests come at a time,
     * and not again when another request has ended it meanwhile.
     */
    private Optional<TokenHash> enrol() {
        var name = request.getUserPrincipal().getName();
        if (login != null && !login.isOf(name)) {
            // Somebody else's login took the place of the one that the request began with.
            leaveLogin(Reason.REPLACED);
        }
        if (login == null) {
            var mark = Mark.claim(request.getSession(true), name);
            var record = mark.enrolled() ? registry.find(mark.token()) : enrol(mark);
            record.ifPresentOrElse(known -> know(mark.enrol(), known), this::undo);
        }
        return Optional.ofNullable(login).map(Mark::token);
    }

    private Optional<SessionRecord> enrol(Mark mark) {
        var who = SignIn.builder(mark.principal()).scheme(ContainerScheme.NAME).build();
        return registry.enrol(who, mark.token(), request.getHeader("User-Agent"), request.getRemoteAddr());
    }

    private void know(Mark mark, SessionRecord record) {
        login = mark;
        tokens.add(mark.token());
        seen.put(mark.token(), record);
        mark.putInto(request.getSession(true));
    }

    private void undo() {
        LOG.log(
                System.Logger.Level.WARNING,
                "A login by the container is undone: it is one over the limit of sessions, or has just been ended");
        ended = true;
        release();
    }

    /** Whether this login is seen for the first time: the request may be one that the container saved before it. */
    private boolean isJustSignedIn() {
        if (principal == null || stateless || ended) {
            return false;
        }
        var session = ServerSession.of(request);
        if (session == null
                || Mark.text(session, SEEN).filter(principal::equals).isPresent()) {
            return false;
        }
        Mark.put(session, SEEN, principal);
        return true;
    }

    /** Follows what the application did meanwhile: a logout, another login. */
    void leave() {
        if (released) {
            return;
        }
        var caller = request.getUserPrincipal();
        if (principal != null && caller == null) {
            leaveLogin(Reason.SIGN_OUT);
        } else if (isContainers() && ContainerScheme.unendable(this) == null) {
            // For one who has logged in within this request.
            enrolIfPossible();
        }
    }

    private void leaveLogin(Reason reason) {
        endAll(reason);
        var session = ServerSession.of(request);
        if (session != null) {
            Mark.remove(session);
        }
    }

    private void endAll(Reason reason) {
        tokens.forEach(token -> registry.end(token, reason));
        tokens.forEach(seen::remove);
        tokens.clear();
        login = null;
    }

    /** Ends what the server keeps of the caller. */
    void release() {
        released = true;
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
        changes.addAll(SurvivingCookies.forget(request));
        return changes;
    }

    HttpServletRequest request() {
        return request;
    }

    /** Whom the container knows, unless Adieu told it. */
    boolean isContainers() {
        return !released && request.getUserPrincipal() != null && request.getAttribute(OWN) == null;
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
