// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.Reason;
import dev.adieu.ResponseChange;
import dev.adieu.SignOutException;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.Surroundings;
import dev.adieu.spi.TokenHash;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request as the Servlet container sees it: which of the sessions that its {@code HttpSession} carries are live, and
 * what the container makes of the caller. Not for several threads at once.
 */
final class Visit {
    /** A request attribute: the principal is Adieu's own session, told to the container by a login mechanism. */
    private static final String OWN = "dev.adieu.own-caller";

    private static final String PROPERTY = Visit.class.getName();
    private static final String SEEN = "dev.adieu.seen";
    private static final String SURVIVORS = "dev.adieu.survivors";

    private final SessionRegistry registry;
    private final Map<TokenHash, SessionRecord> seen = new HashMap<>();
    private HttpServletRequest request;
    private List<TokenHash> tokens = List.of();
    private boolean ended;
    private boolean unavailable;
    private boolean stateless;
    private boolean released;
    private @Nullable String principal;

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
        tokens = Mark.tokens(session).toList();
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
            endAll(Reason.SIGN_OUT);
            ServerSession.invalidate(session);
        }
    }

    /** Takes over what the container says of the caller: whose login it is, and whether it may still be one. */
    void arrive() {
        var caller = request.getUserPrincipal();
        if (caller == null || request.getAttribute(OWN) != null) {
            if (Mark.of(ServerSession.of(request)).filter(Mark::enrolled).isPresent()) {
                // Logged out behind our back, or expired by the container alone.
                leaveLogin(Reason.SIGN_OUT);
            }
        } else {
            principal = String.valueOf(caller.getName());
            var mark = Mark.of(ServerSession.of(request));
            if (mark.isPresent() && !mark.get().isOf(caller.getName())) {
                leaveLogin(Reason.REPLACED);
            }
            if (Mark.of(ServerSession.of(request)).isEmpty()) {
                recognise(caller.getName());
            }
        }
        request.setAttribute(
                Surroundings.PROPERTY,
                new Surroundings(request.getContextPath(), request.getRemoteAddr(), isJustSignedIn(), seen));
    }

    /** A login that no mark tells of: a new one, or one that something signed in again by a cookie that survived. */
    private void recognise(@Nullable String name) {
        if (!SurvivingCookies.isAny(request, registry)) {
            stateless = ServerSession.of(request) == null;
            return;
        }
        SurvivingCookies.session(request, registry).ifPresent(token -> {
            var live = registry.find(token)
                    .filter(record -> record.session().subject().equals(name));
            if (live.isPresent()) {
                seen.put(token, live.get());
                new Mark(token, true, live.get().session().subject()).putInto(request.getSession(true));
            } else {
                ended = true;
            }
        });
    }

    /** Whether this login is seen for the first time: the request may be one that the container saved before it. */
    private boolean isJustSignedIn() {
        if (principal == null || stateless || ended) {
            return false;
        }
        var session = request.getSession(true);
        if (Mark.text(session, SEEN).filter(principal::equals).isPresent()) {
            return false;
        }
        Mark.put(session, SEEN, principal);
        return true;
    }

    /** Follows what the application did meanwhile: a logout, and cookies that came with a new login. */
    void leave() {
        if (released) {
            return;
        }
        var session = ServerSession.of(request);
        if (principal != null && request.getUserPrincipal() == null) {
            tokens = Stream.concat(tokens.stream(), Mark.tokens(session))
                    .distinct()
                    .toList();
            leaveLogin(Reason.SIGN_OUT);
            return;
        }
        Mark.of(session).filter(Mark::enrolled).ifPresent(mark -> {
            if (SurvivingCookies.isAny(request, registry)) {
                var known = Mark.text(session, SURVIVORS).orElse("");
                Mark.put(session, SURVIVORS, SurvivingCookies.remember(request, registry, mark.token(), known));
            }
        });
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
    }

    /** Ends what the server keeps of the caller. */
    void release() {
        released = true;
        ServerSession.end(request);
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
        return request.getUserPrincipal() != null && request.getAttribute(OWN) == null;
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
