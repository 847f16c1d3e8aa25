// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SessionManager;
import dev.adieu.UserSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who am I? */
@Path("")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class Me {
    @Inject
    SessionManager sessions;

    /** For people who are signed in. */
    @GET
    @Path("me")
    public JsonObject me() {
        return json(sessions.require());
    }

    /** For everybody. */
    @GET
    @Path("hello")
    public JsonObject hello() {
        var subject = sessions.current().map(UserSession::subject).orElse(null);
        return Texts.JSON
                .createObjectBuilder()
                .add("subject", Texts.orNull(subject))
                .build();
    }

    static JsonObject json(UserSession session) {
        return Texts.JSON
                .createObjectBuilder()
                .add("subject", session.subject())
                .add("session", session.id().toString())
                .add("roles", Texts.array(session.roles().stream().sorted()))
                .add("scheme", session.scheme())
                .add("startedAt", session.startedAt().toString())
                .add("lastSeenAt", session.lastSeenAt().toString())
                .add("expiresAt", session.expiresAt().toString())
                .build();
    }
}
