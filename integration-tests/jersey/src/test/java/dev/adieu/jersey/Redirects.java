// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionManager;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResult;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Where sign-outs lead. */
@Path("redirects")
@RequestScoped
public class Redirects {
    @Inject
    SessionManager sessions;

    @POST
    @Path("trusted")
    @SignOut(callbackUrl = "https://other.example/bye")
    public void trusted() {}

    @POST
    @Path("none")
    @SignOut(redirect = false)
    public void none() {}

    @POST
    @Path("confirmed")
    @SignOut(confirm = SignOut.Confirm.ALWAYS)
    public void confirmed() {}

    @POST
    @Path("requested")
    public SignOutResult requested(@QueryParam("url") String url) {
        return sessions.signOut(SignOutOptions.builder().requestedUrl(url).build());
    }
}
