// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SessionManager;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutPlan;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Every way to sign out. */
@Path("sign-out")
@RequestScoped
public class SignOuts {
    @Inject
    SessionManager sessions;

    /** The usual one. */
    @POST
    @SignOut
    public void signOut() {}

    /** The same path by GET, where a link leads: asks first. */
    @GET
    @SignOut
    public void confirm() {}

    /** On every device. */
    @POST
    @Path("everywhere")
    @SignOut(sessions = SignOut.Sessions.ALL)
    public void everywhere() {}

    /** On every other device. */
    @POST
    @Path("others")
    @SignOut(sessions = SignOut.Sessions.OTHERS)
    public void others() {}

    /** By a call, with a next URL that came from outside and may be hostile. */
    @POST
    @Path("programmatic")
    public SignOutResult programmatic(@QueryParam("callbackUrl") @Nullable String callbackUrl) {
        return sessions.signOut(
                SignOutOptions.builder().requestedUrl(callbackUrl).build());
    }

    /** What would happen, without its happening. */
    @GET
    @Path("plan")
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject plan(@QueryParam("sessions") @Nullable String which) {
        SignOutPlan plan = sessions.plan(
                SignOutOptions.builder().sessions(Texts.sessions(which)).build());
        var ended = plan.sessions().stream().map(UserSession::id).map(Object::toString);
        var changes = plan.changes().stream().map(Object::toString);
        return Texts.JSON
                .createObjectBuilder()
                .add("error", Texts.orNull(plan.error()))
                .add("sessions", Texts.array(ended))
                .add("schemes", Texts.array(plan.schemes().stream()))
                .add("effects", Texts.array(plan.effects().stream()))
                .add("changes", Texts.array(changes))
                .add("url", Texts.orNull(plan.url()))
                .build();
    }

    /** With an answer of its own; the method still runs as the user. */
    @POST
    @Path("with-entity")
    @SignOut
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject withEntity() {
        var subject = sessions.current().map(UserSession::subject).orElse(null);
        return Texts.JSON
                .createObjectBuilder()
                .add("bye", Texts.orNull(subject))
                .build();
    }

    /** Fails, and so signs nobody out. */
    @POST
    @Path("failing")
    @SignOut
    public void failing() {
        throw new UndecidedException("Not now");
    }

    /** Answers later, from another thread. */
    @POST
    @Path("async")
    @SignOut
    public CompletionStage<Void> async() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, threads()));
    }

    /** The server's, which know whose application they work for; where there is no server, those of the JVM. */
    private static Executor threads() {
        try {
            return InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
        } catch (NamingException e) {
            return ForkJoinPool.commonPool();
        }
    }

    /** By GET, without asking: what not to do. */
    @GET
    @Path("unsafe")
    @SignOut(confirm = SignOut.Confirm.NEVER)
    public void unsafe() {}
}
