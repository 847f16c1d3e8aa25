// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import dev.adieu.FederatedLink;
import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutPlan;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import dev.adieu.openid.relying.party.RelyingPartyResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An application that a provider signs people in to. */
@Path("")
@RequestScoped
public class Shop {
    @Inject
    SessionManager sessions;

    /** The endpoints of the relying party. All of it is inherited. */
    @Path("openid")
    public static class OpenId extends RelyingPartyResource {}

    /** As if a code had just been redeemed. */
    @POST
    @Path("sign-in")
    public void signIn(
            @FormParam("iss") String iss,
            @FormParam("sub") String sub,
            @FormParam("sid") @Nullable String sid,
            @FormParam("id_token") @Nullable String idToken,
            @FormParam("refresh_token") @Nullable String refreshToken) {
        sessions.signIn(SignIn.builder(sub)
                .link(new FederatedLink(iss, sub, sid))
                .secret(SignIn.ID_TOKEN, idToken)
                .secret(SignIn.REFRESH_TOKEN, refreshToken)
                .build());
    }

    @GET
    @Path("api/hello")
    public String hello() {
        var subject = sessions.current().map(UserSession::subject);
        return "{\"subject\":" + subject.map(name -> '"' + name + '"').orElse("null") + "}";
    }

    @POST
    @Path("sign-out")
    public SignOutResult signOut(@QueryParam("next") @DefaultValue("") String next) {
        return sessions.signOut(SignOutOptions.builder()
                .requestedUrl(next.isEmpty() ? null : next)
                .build());
    }

    /** To where the application's code says, or a login mechanism. */
    @POST
    @Path("sign-out/to")
    public SignOutResult signOutTo(@QueryParam("url") URI url) {
        return sessions.signOut(SignOutOptions.builder().callbackUrl(url).build());
    }

    @GET
    @Path("plan")
    public String plan() {
        SignOutPlan plan = sessions.plan(SignOutOptions.current());
        return "{\"plan\":\"" + plan.effects() + "\"}";
    }

    @POST
    @Path("everywhere")
    @SignOut(sessions = SignOut.Sessions.ALL)
    public void everywhere() {}
}
