// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.Reason;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.TokenHash;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions that a request's {@code HttpSession} carries, as a store knows them: each is looked up once. */
final class Carried {
    private final SessionRegistry registry;
    private final Map<TokenHash, SessionRecord> seen = new HashMap<>();
    private final List<TokenHash> tokens = new ArrayList<>();
    /** What came and has ended: nobody's, but not nothing. */
    private Optional<TokenHash> deadSignedIn = Optional.empty();

    private Optional<TokenHash> deadLogin = Optional.empty();
    /** The container's login, also when another request has ended it meanwhile. */
    private @Nullable Mark login;

    Carried(SessionRegistry registry) {
        this.registry = registry;
    }

    /** Whether all are live. If one is not, the others end with the server's session. */
    boolean areLive(@Nullable HttpSession session) {
        tokens.addAll(Mark.tokens(session).toList());
        login = Mark.of(session).filter(Mark::enrolled).orElse(null);
        for (var token : tokens) {
            registry.find(token).ifPresent(record -> seen.put(token, record));
        }
        if (session == null || seen.size() == tokens.size()) {
            return true;
        }
        deadSignedIn = Mark.signedIn(session);
        deadLogin = login();
        endAll(Reason.SIGN_OUT);
        ServerSession.invalidate(session);
        return false;
    }

    Map<TokenHash, SessionRecord> seen() {
        return seen;
    }

    /** The container's login. */
    Optional<TokenHash> login() {
        return Optional.ofNullable(login).map(Mark::token);
    }

    /** Whether there is a login, and it is this principal's. */
    boolean isLoginOf(@Nullable String name) {
        return login != null && login.isOf(name);
    }

    /** Notes a login in the server's session; not if another request has just ended that. */
    boolean know(Mark mark, SessionRecord record, HttpSession session) {
        if (!mark.putInto(session)) {
            registry.end(mark.token(), Reason.SIGN_OUT);
            return false;
        }
        login = mark;
        tokens.add(mark.token());
        seen.put(mark.token(), record);
        return true;
    }

    /** What a login's cookies are: they end with it. */
    Optional<Mark> mark() {
        return Optional.ofNullable(login);
    }

    /** The container's login is over, and with it its session; what the application began itself stays. */
    void leaveLogin(Reason reason, @Nullable HttpSession session) {
        if (login != null && registry.end(login.token(), reason)) {
            tokens.remove(login.token());
            seen.remove(login.token());
            login = null;
            if (session != null) {
                Mark.leave(session);
            }
        }
    }

    void endAll(Reason reason) {
        tokens.forEach(token -> registry.end(token, reason));
        tokens.forEach(seen::remove);
        tokens.clear();
        login = null;
    }

    Optional<TokenHash> deadSignedIn() {
        return deadSignedIn;
    }

    Optional<TokenHash> deadLogin() {
        return deadLogin;
    }
}
