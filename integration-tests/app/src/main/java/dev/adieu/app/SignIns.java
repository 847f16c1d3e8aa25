// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Signing in with a password, by a form or by JSON. */
@Path("sign-in")
@RequestScoped
public class SignIns {
    @Inject
    SessionManager sessions;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    /** From a page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response form(
            @FormParam("username") @Nullable String username,
            @FormParam("password") @Nullable String password,
            @FormParam("next") @Nullable String next) {
        if (username == null || password == null) {
            throw Texts.badRequest("'username' and 'password' must be there");
        }
        return signIn(username, password, next);
    }

    /** From a program. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response json(String body) {
        var object = Texts.object(body);
        return signIn(
                Texts.text(object, "username", true),
                Texts.text(object, "password", true),
                Texts.text(object, "next", false));
    }

    private Response signIn(String username, String password, @Nullable String next) {
        if (People.areTheServers()) {
            throw Texts.notFound("The server signs you in: open private/");
        }
        var person = People.check(username, password, Devices.label(headers.getHeaderString("User-Agent")));
        if (person.isEmpty()) {
            return Response.status(Response.Status.UNAUTHORIZED)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(Texts.error("Wrong user name or password"))
                    .build();
        }
        SignIn signIn = person.get();
        var session = sessions.signIn(signIn);
        if (isNavigation()) {
            var root = uri.getBaseUri().resolve("..");
            return Response.seeOther(next == null ? root : sessions.safeUrl(next))
                    .build();
        }
        var answer = Texts.JSON.createObjectBuilder(Me.json(session));
        if (next != null) {
            answer.add("next", sessions.safeUrl(next).toString());
        }
        return Response.ok(answer.build(), MediaType.APPLICATION_JSON).build();
    }

    private boolean isNavigation() {
        var mode = headers.getHeaderString("Sec-Fetch-Mode");
        return mode != null
                ? mode.equals("navigate")
                : MediaType.TEXT_HTML_TYPE.equals(
                        headers.getAcceptableMediaTypes().get(0));
    }
}
