// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code HttpSession} remembers of a container's login. Kept as a text, which every server can store and
 * replicate; it follows a change of the session's id.
 *
 * @param token what a store knows the session by; its secret is nobody's, so reading the {@code HttpSession} yields none
 * @param enrolled whether the store has been told of it
 * @param principal whose login it is
 */
record Mark(TokenHash token, boolean enrolled, String principal) {
    /** The token of a session that the application began. */
    static final String SIGNED_IN = "dev.adieu.signed-in";

    /** What a login is called whose principal has no name that could be used. */
    static final String UNNAMED = "unnamed-";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Object CLAIM = new Object();
    private static final int LONGEST_NAME = 255;
    private static final String CONTAINER = "dev.adieu.container";
    private static final int TOKEN_LENGTH = 45;
    private static final char ENROLLED = '+';

    /** Whether it is the login of this principal. One without a name is known by its mark alone. */
    boolean isOf(@Nullable String name) {
        return principal.equals(name) || principal.startsWith(UNNAMED) && !isUsable(name);
    }

    /** Whether a session can be somebody's by this name. */
    static boolean isUsable(@Nullable String name) {
        return name != null && !name.isBlank() && name.length() <= LONGEST_NAME && !name.startsWith(UNNAMED);
    }

    /** The mark of a login, made now if it is a new one: one for all requests that come at the same time. */
    static Mark claim(HttpSession session, @Nullable String name) {
        synchronized (CLAIM) {
            var known = of(session).filter(mark -> mark.isOf(name));
            if (known.isPresent()) {
                return known.get();
            }
            // A login without a usable name is still one that can be ended, and nobody else's.
            var subject = isUsable(name)
                    ? name
                    : UNNAMED + Token.random(UNNAMED, RANDOM).hash().value();
            var fresh = new Mark(Token.random(subject, RANDOM).hash(), false, subject);
            fresh.putInto(session);
            return fresh;
        }
    }

    Mark enrol() {
        return new Mark(token, true, principal);
    }

    /** The container's login that a session is marked with. */
    static Optional<Mark> of(@Nullable HttpSession session) {
        return text(session, CONTAINER)
                .filter(text -> text.length() > TOKEN_LENGTH)
                .map(text -> new Mark(
                        TokenHash.parse(text.substring(0, TOKEN_LENGTH)),
                        text.charAt(TOKEN_LENGTH) == ENROLLED,
                        text.substring(TOKEN_LENGTH + 1)));
    }

    /** The session that the application began. */
    static Optional<TokenHash> signedIn(@Nullable HttpSession session) {
        return text(session, SIGNED_IN).map(TokenHash::parse);
    }

    /** Every session that a store knows and this one carries. */
    static Stream<TokenHash> tokens(@Nullable HttpSession session) {
        return Stream.concat(
                signedIn(session).stream(),
                of(session).filter(Mark::enrolled).stream().map(Mark::token));
    }

    /** Whether it could: somebody may have invalidated the session meanwhile. */
    boolean putInto(HttpSession session) {
        return put(session, CONTAINER, token.value() + (enrolled ? ENROLLED : '-') + principal);
    }

    /** Takes the marks away, so that what comes next is nobody's. */
    static void remove(HttpSession session) {
        try {
            session.removeAttribute(CONTAINER);
            session.removeAttribute(SIGNED_IN);
        } catch (IllegalStateException e) {
            // Somebody has invalidated it meanwhile, and the marks went with it.
        }
    }

    /** Takes the container's login away, and leaves what the application began. */
    static void leave(HttpSession session) {
        try {
            session.removeAttribute(CONTAINER);
        } catch (IllegalStateException e) {
            // Somebody has invalidated it meanwhile, and the mark went with it.
        }
    }

    static boolean put(HttpSession session, String attribute, String text) {
        try {
            session.setAttribute(attribute, text);
            return true;
        } catch (IllegalStateException e) {
            // Somebody has invalidated it meanwhile: what it said has ended.
            return false;
        }
    }

    /** Whether an attribute did not say so before; it does from now on. */
    static boolean isFirst(HttpSession session, String attribute, String text) {
        return text(session, attribute).filter(text::equals).isEmpty() && put(session, attribute, text);
    }

    static Optional<String> text(@Nullable HttpSession session, String attribute) {
        try {
            return session != null && session.getAttribute(attribute) instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IllegalStateException e) {
            // Somebody has invalidated it meanwhile.
            return Optional.empty();
        }
    }
}
