// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SignOut;
import dev.adieu.SignOutResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Methods that ask first. */
@Path("asking")
@RequestScoped
public class Asking {
    @GET
    @Path("on-get")
    @SignOut
    public void confirm() {}

    @POST
    @Path("on-get")
    @SignOut
    public void signOut() {}

    @GET
    @Path("always")
    @SignOut(confirm = SignOut.Confirm.ALWAYS)
    public void confirmAlways() {}

    @POST
    @Path("always")
    @SignOut(confirm = SignOut.Confirm.ALWAYS)
    public void always() {}

    @POST
    @Path("always-too")
    @SignOut(confirm = SignOut.Confirm.ALWAYS)
    public void alwaysToo() {}

    @POST
    @Path("reading")
    @SignOut(confirm = SignOut.Confirm.ALWAYS)
    public String reading(String body) {
        return String.valueOf(body.length());
    }

    @GET
    @Path("leading-away")
    @SignOut(callbackUrl = "https://other.example:8443/bye")
    public void confirmLeadingAway() {}

    @POST
    @Path("leading-away")
    @SignOut(callbackUrl = "https://other.example:8443/bye")
    public void leadingAway() {}

    @GET
    @Path("answered-elsewhere")
    @SignOut
    public void confirmAnsweredElsewhere() {}

    @POST
    @Path("answered-elsewhere")
    @SignOut(callbackUrl = "https://elsewhere.example/bye")
    public void answeredElsewhere() {}

    /** The ready endpoint, as its documentation has it. */
    @Path("logout")
    public static class Logout extends SignOutResource {}
}
