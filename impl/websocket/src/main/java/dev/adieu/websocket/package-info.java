// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Jakarta WebSocket connections that end with the session that they were opened in.
 *
 * <p>{@link dev.adieu.websocket.SignedInHandshake} notes who opens a socket; {@link dev.adieu.websocket.SocketSessions}
 * binds it to their session:
 *
 * <pre>{@code
 * @ServerEndpoint(value = "/chat", configurator = SignedInHandshake.class)
 * public class Chat {
 *     @Inject SocketSessions sessions;
 *
 *     @OnOpen
 *     public void open(Session socket) {
 *         sessions.bind(socket).ifPresent(session -> join(session.subject(), socket));
 *     }
 * }
 * }</pre>
 */
@NullMarked
package dev.adieu.websocket;

import org.jspecify.annotations.NullMarked;
