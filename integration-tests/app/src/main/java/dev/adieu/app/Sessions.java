// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SessionManager;
import dev.adieu.UserSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where am I signed in? */
@Path("sessions")
@RequestScoped
public class Sessions {
    @Inject
    SessionManager sessions;

    /** One's own sessions. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonArray list() {
        var current = sessions.require();
        var all = Json.createArrayBuilder();
        sessions.sessions().forEach(each -> all.add(json(each, each.id().equals(current.id()))));
        return all.build();
    }

    private static JsonObject json(UserSession session, boolean current) {
        var details = Json.createObjectBuilder();
        session.details().forEach(details::add);
        return Json.createObjectBuilder()
                .add("id", session.id().toString())
                .add("current", current)
                .add("startedAt", session.startedAt().toString())
                .add("lastSeenAt", session.lastSeenAt().toString())
                .add("details", details)
                .build();
    }
}
