// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Jakarta WebSocket connections that end with the session that they were opened in.
 *
 * <p>{@link dev.adieu.websocket.SignedInHandshake} notes who opens a socket; {@link dev.adieu.websocket.SocketSessions}
 * binds it to their session:
 *
 * <pre>{@code
 * @Dependent
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
 *
 * <p>{@code @Dependent}, because Open Liberty injects into beans alone. Tomcat injects into no endpoint: there
 * {@code CDI.current().select(SocketSessions.class).get()} finds it.
 */
@NullMarked
package dev.adieu.websocket;

import org.jspecify.annotations.NullMarked;
