// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.adieu.FederatedLink;
import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.openid.relying.party.RelyingPartyResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.text.ParseException;

/** docs/openid.md. */
interface OpenIdExamples {
    @Path("openid")
    public class OpenId extends RelyingPartyResource {}

    /** Where the code flow has come back to. */
    @Path("callback")
    @RequestScoped
    class Callback {
        @Inject
        SessionManager sessions;

        @POST
        public void signIn() throws ParseException {
            var claims = new JWTClaimsSet.Builder()
                    .issuer("https://id.example.org/realms/shop")
                    .subject("a-1")
                    .claim("sid", "s-1")
                    .build();
            signIn("alice", claims, "an ID Token", "a refresh token");
        }

        private void signIn(String name, JWTClaimsSet claims, String idToken, String refreshToken)
                throws ParseException {
            sessions.signIn(SignIn.builder(name)
                    .link(new FederatedLink(claims.getIssuer(), claims.getSubject(), claims.getStringClaim("sid")))
                    .secret(SignIn.ID_TOKEN, idToken)
                    .secret(SignIn.REFRESH_TOKEN, refreshToken)
                    .fromProvider()
                    .build());
        }
    }
}
