// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/**
 * A ready endpoint that tells a page when its session ends: a stream of server-sent events with one event,
 * {@code signed-out}, and the code of the {@link Reason} as its data. Switched on by a public subclass that gives it a
 * path and only inherits:
 *
 * <pre>{@code
 * @Path("events")
 * public class Events extends SessionEventsResource {}
 * }</pre>
 *
 * <p>Who is not signed in is answered as by {@link SessionManager#require()}. A stream is no activity: it keeps no
 * session alive.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML, server-sent events</a>
 */
public abstract class SessionEventsResource {

    /** For the subclass. */
    protected SessionEventsResource() {}

    /** Stays open until the session ends. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink stream, @Context Sse sse) {
        CDI.current().select(SessionManager.class).get().bind(stream, sse);
    }
}
