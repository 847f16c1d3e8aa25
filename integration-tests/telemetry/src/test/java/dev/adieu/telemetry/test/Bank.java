// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An application with one effect that works, one that does not, and one that takes its time. */
@Path("")
@RequestScoped
public class Bank {
    @Inject
    SessionManager sessions;

    @POST
    @Path("sign-in")
    public void signIn(@FormParam("user") String user) {
        sessions.signIn(SignIn.of(user));
    }

    @GET
    @Path("api/hello")
    public String hello() {
        var subject = sessions.current().map(UserSession::subject);
        return "{\"subject\":" + subject.map(name -> '"' + name + '"').orElse("null") + "}";
    }

    @POST
    @SignOut
    @Path("sign-out")
    public void signOut() {}

    @POST
    @Path("session-id")
    public String sessionId() {
        return sessions.require().id().value();
    }

    @POST
    @Path("sign-out/cookies")
    public SignOutResult signOutOfCookies() {
        return sessions.signOut(SignOutOptions.builder().scheme("Cookies").build());
    }

    /** Works. */
    @ApplicationScoped
    public static class Letters implements SignOutEffect {
        @Override
        public String name() {
            return "letters";
        }

        @Override
        public void perform(List<SessionRecord> ended) {}
    }

    /** Fails, with a message that must be nowhere. */
    @ApplicationScoped
    public static class Ledger implements SignOutEffect {
        @Override
        public String name() {
            return "ledger";
        }

        @Override
        public void perform(List<SessionRecord> ended) throws IOException {
            throw new IOException("No ledger for " + ended.get(0).session().subject());
        }
    }

    /** Is done when a test says so. */
    @ApplicationScoped
    public static class Branches implements SignOutEffect {
        static volatile CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public String name() {
            return "branches";
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public CompletionStage<?> begin(List<SessionRecord> ended) {
            return done;
        }

        @Override
        public void perform(List<SessionRecord> ended) {
            throw new AssertionError("Begun, not performed");
        }
    }
}
