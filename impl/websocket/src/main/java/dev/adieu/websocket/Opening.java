// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.SignOutError;
import dev.adieu.SignOutException;
import dev.adieu.UserSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the handshake of a socket has shown.
 *
 * @param session the caller's; null where there is none who may open it
 * @param otherwise how it is closed then
 */
record Opening(@Nullable UserSession session, CloseReason otherwise) {
    private static final String PROPERTY = Opening.class.getName();

    private static final CloseReason NOBODY = new CloseReason(CloseCodes.VIOLATED_POLICY, "not_signed_in");
    private static final CloseReason FORGED =
            new CloseReason(CloseCodes.VIOLATED_POLICY, SignOutError.CROSS_SITE_REQUEST.code());
    /** RFC 6455 has no code of its own for a 503. */
    static final CloseReason UNAVAILABLE =
            new CloseReason(CloseCodes.TRY_AGAIN_LATER, SignOutError.STORE_UNAVAILABLE.code());
    /** What two connections share is true of neither. */
    private static final CloseReason SHARED = new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "shared_properties");

    /** Browsers let every page open a socket to everywhere, with the cookies of there: RFC 6455, section 10.2. */
    static Opening of(ContainerRequestContext handshake, SessionRegistry sessions) {
        if (sessions.isForged(handshake)) {
            return new Opening(null, FORGED);
        }
        try {
            return new Opening(
                    sessions.caller(handshake).map(SessionRecord::session).orElse(null), NOBODY);
        } catch (SignOutException e) {
            return new Opening(null, UNAVAILABLE);
        }
    }

    /**
     * Notes it for the connection that these are the properties of. Before WebSocket 2.1 all connections of an endpoint
     * had the same: where that is so, none is let in as somebody else.
     */
    void noteIn(Map<String, Object> properties) {
        if (properties.putIfAbsent(PROPERTY, this) != null) {
            System.getLogger("dev.adieu")
                    .log(
                            System.Logger.Level.ERROR,
                            "Sockets are refused: their handshake is noted twice, or this server gives all connections of an"
                                    + " endpoint the same user properties, and they cannot be told apart");
            properties.put(PROPERTY, new Opening(null, SHARED));
        }
    }

    /** What was noted for a connection. */
    static Optional<Opening> noted(Map<String, Object> properties) {
        return properties.get(PROPERTY) instanceof Opening known ? Optional.of(known) : Optional.empty();
    }
}
