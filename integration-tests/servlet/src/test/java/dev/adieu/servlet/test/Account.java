// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Signing in and out, in every way that a Servlet application has. */
@Path("")
@RequestScoped
public class Account {
    @Inject
    SessionManager sessions;

    @Inject
    Cart cart;

    @Context
    HttpServletRequest request;

    @POST
    @Path("sign-in")
    public String signIn(
            @FormParam("username") String username, @FormParam("scheme") @DefaultValue("HttpSession") String scheme) {
        return sessions.signIn(SignIn.builder(username).scheme(scheme).build())
                .id()
                .value();
    }

    @GET
    @Path("hello")
    public String hello() {
        return "{\"subject\":"
                + sessions.current()
                        .map(UserSession::subject)
                        .map(name -> '"' + name + '"')
                        .orElse("null") + "}";
    }

    @GET
    @Path("require")
    public String require() {
        return sessions.require().subject();
    }

    @GET
    @Path("public")
    public String everybody() {
        return "public";
    }

    @GET
    @Path("cart")
    public int cart() {
        return cart.add();
    }

    @POST
    @Path("login")
    public String login(@FormParam("username") String username) throws ServletException {
        request.getSession(true);
        request.login(username, "secret");
        return sessions.current().map(UserSession::subject).orElse("nobody");
    }

    @POST
    @Path("change-id")
    public String changeId() {
        return request.changeSessionId();
    }

    @POST
    @Path("end-all")
    public SignOutResult endAll(@FormParam("username") String username) {
        return sessions.signOut(SignOutOptions.of(SessionSelector.bySubject(username)));
    }

    @POST
    @Path("sign-out")
    @SignOut
    public void signOut() {}

    @POST
    @Path("one")
    @SignOut(scheme = "HttpSession")
    public void one() {}

    @POST
    @Path("call")
    public SignOutResult call() {
        return sessions.signOut();
    }

    @POST
    @Path("invalidating")
    @SignOut
    public void invalidating() {
        request.getSession().invalidate();
    }

    @POST
    @Path("later")
    @SignOut
    public CompletionStage<Void> later() {
        return CompletableFuture.runAsync(() -> {});
    }

    @POST
    @Path("out/sign-out")
    @SignOut
    public void replayed() {}

    @POST
    @Path("out/call")
    public SignOutResult replayedCall() {
        return sessions.signOut();
    }
}
