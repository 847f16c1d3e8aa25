// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.AdminSessionsResource;
import dev.adieu.Reason;
import dev.adieu.SessionManager;
import dev.adieu.SessionsResource;
import dev.adieu.SignOutOptions;
import dev.adieu.websocket.SignedInHandshake;
import dev.adieu.websocket.SocketSessions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import static dev.adieu.SessionSelector.bySubject;
import static dev.adieu.SessionSelector.everyone;
import static dev.adieu.SignOut.Sessions.OTHERS;

/** docs/sessions.md. */
interface SessionsExamples {
    @Path("sessions")
    public class Sessions extends SessionsResource {}

    @Path("admin")
    public class Admin extends AdminSessionsResource {
        @Override
        protected String role() {
            return "admin";
        }
    }

    /** What an application ends by itself, one after the other. */
    @Path("ending")
    @RequestScoped
    class Ending {
        @Inject
        SessionManager sessions;

        @POST
        public void end(@QueryParam("subject") String subject) {
            // in the request in which somebody has changed their password: everywhere but here
            sessions.signOut(SignOutOptions.builder()
                    .sessions(OTHERS)
                    .reason(new Reason("password_changed"))
                    .build());

            // when an account is disabled, in a request or a job
            sessions.signOut(SignOutOptions.builder()
                    .selector(bySubject(subject))
                    .reason(new Reason("account_disabled"))
                    .build());

            // everyone, after a leak
            sessions.signOut(SignOutOptions.builder()
                    .selector(everyone())
                    .reason(new Reason("leak"))
                    .build());
        }
    }

    @Dependent
    @ServerEndpoint(value = "/socket", configurator = SignedInHandshake.class)
    public class Greetings {
        @Inject
        SocketSessions sessions;

        @OnOpen
        public void open(Session socket) {
            sessions.bind(socket).ifPresent(session -> socket.getAsyncRemote().sendText("hello " + session.subject()));
        }
    }
}
