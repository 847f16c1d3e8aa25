// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SessionManager;
import dev.adieu.SignedOut;
import dev.adieu.UserSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What ended, for administrators. */
@Path("audit")
@RequestScoped
public class Audit {
    @Inject
    SessionManager sessions;

    @Inject
    Log log;

    /** The last sign-outs. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray last(@Context SecurityContext caller) {
        sessions.require();
        if (!caller.isUserInRole("admin")) {
            throw new ForbiddenException();
        }
        var all = Texts.JSON.createArrayBuilder();
        log.last().forEach(event -> all.add(json(event)));
        return all.build();
    }

    private static JsonObject json(SignedOut event) {
        var subjects = event.sessions().stream().map(UserSession::subject).distinct();
        var ids = event.sessions().stream().map(each -> each.id().toString());
        return Texts.JSON
                .createObjectBuilder()
                .add("at", event.at().toString())
                .add("reason", event.reason().code())
                .add("subjects", Texts.array(subjects))
                .add("sessions", Texts.array(ids))
                .build();
    }

    /** An observer that remembers. */
    @ApplicationScoped
    public static class Log {
        private static final int KEPT = 1000;

        private final Deque<SignedOut> events = new ArrayDeque<>();

        synchronized void note(@Observes SignedOut event) {
            events.addFirst(event);
            if (events.size() > KEPT) {
                events.removeLast();
            }
        }

        synchronized List<SignedOut> last() {
            return List.copyOf(events);
        }
    }
}
