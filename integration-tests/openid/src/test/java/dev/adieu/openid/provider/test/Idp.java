// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.adieu.FederatedLink;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.Clients;
import dev.adieu.openid.provider.ProviderResource;
import dev.adieu.openid.provider.ProviderSessions;
import dev.adieu.openid.provider.SigningKeys;
import dev.adieu.openid.relying.party.RelyingPartyResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An application that signs people in, and on to its clients. */
@Path("")
@RequestScoped
public class Idp {
    static final String OUT = "https://shop.example/out";
    static final String BLOG_OUT = "https://blog.example/out";

    @Inject
    SessionManager sessions;

    @Inject
    ProviderSessions provider;

    @Inject
    SigningKeys keys;

    /** Its endpoints for signing out. All of it is inherited. */
    @Path("openid")
    public static class Logout extends ProviderResource {}

    /** Who its clients are, and what it signs with. */
    @ApplicationScoped
    public static class Beans {
        private final SigningKeys keys = SigningKeys.generated();
        private final Map<String, Client> further = new ConcurrentHashMap<>();

        /** Another client. */
        void add(Client client) {
            further.put(client.id(), client);
        }

        /** The clients. */
        @Produces
        @ApplicationScoped
        public Clients clients() {
            var always = Clients.of(
                    Client.builder("shop")
                            .name("The <Shop>")
                            .redirectUri("https://shop.example/cb")
                            .postLogoutRedirectUri(OUT)
                            .frontChannel("https://shop.example/front?a=b", true)
                            .build(),
                    Client.builder("blog")
                            .redirectUri("https://blog.example/cb")
                            .postLogoutRedirectUri(BLOG_OUT)
                            .frontChannel("https://blog.example/front", false)
                            .build(),
                    Client.builder("quiet")
                            .postLogoutRedirectUri("https://quiet.example/")
                            .build(),
                    Client.builder("old")
                            .disabled()
                            .redirectUri("https://old.example/cb")
                            .frontChannel("https://old.example/front", true)
                            .build());
            return new Clients() {
                @Override
                public Optional<Client> find(String id) {
                    return always.find(id).or(() -> Optional.ofNullable(further.get(id)));
                }

                @Override
                public Stream<Client> all() {
                    return Stream.concat(always.all(), further.values().stream());
                }
            };
        }

        /** The key. */
        @Produces
        @ApplicationScoped
        public SigningKeys keys() {
            return keys;
        }
    }

    /** Signs in, without a password. */
    @POST
    @Path("sign-in")
    public void signIn(
            @FormParam("subject") String subject,
            @FormParam("iss") @Nullable String iss,
            @FormParam("sid") @Nullable String sid) {
        var who = SignIn.builder(subject);
        if (iss != null) {
            who.link(new FederatedLink(iss, subject, sid));
        }
        sessions.signIn(who.build());
    }

    /** Signs in, and on to a client, with one answer. */
    @POST
    @Path("sign-in-to")
    public String signInTo(@FormParam("subject") String subject, @FormParam("client_id") String client) {
        sessions.signIn(SignIn.of(subject));
        return provider.sessionState(client, URI.create("https://" + client + ".example/cb"))
                .orElse("");
    }

    /** What an authorization endpoint adds to its answer. */
    @POST
    @Path("session-state")
    public Response sessionState(@FormParam("client_id") String client, @FormParam("redirect_uri") String uri) {
        try {
            return Response.ok(provider.sessionState(client, URI.create(uri)).orElse(""))
                    .build();
        } catch (IllegalArgumentException e) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .entity(e.getMessage())
                    .build();
        }
    }

    /** Its own button, by the annotation. */
    @POST
    @SignOut
    @Path("sign-out/annotated")
    public void signOutByAnnotation() {}

    /** An administrator's. */
    @POST
    @Path("sign-out/of")
    public SignOutResult signOutOf(@FormParam("subject") String subject) {
        return sessions.signOut(SignOutOptions.of(SessionSelector.bySubject(subject)));
    }

    /** Says what would happen. */
    @POST
    @Path("plan")
    public String plan() {
        return sessions.plan(SignOutOptions.current()).toString();
    }

    /** Where the provider upstream has it signed out. */
    @Path("upstream")
    public static class Upstream extends RelyingPartyResource {}

    /** As an authorization and a token endpoint, for whoever is signed in. */
    @POST
    @Path("authorize")
    public String authorize(@FormParam("client_id") String client) throws JOSEException {
        var sid = provider.signedIn(client);
        var now = System.currentTimeMillis();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(keys.current().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ServedIdp.ISSUER)
                        .subject(sessions.require().subject())
                        .audience(client)
                        .issueTime(new Date(now))
                        .expirationTime(new Date(now + 300_000))
                        .claim("sid", sid)
                        .build());
        token.sign(new RSASSASigner(keys.current().toRSAKey()));
        return "{\"id_token\":\"" + token.serialize() + "\",\"sid\":\"" + sid + "\"}";
    }

    /** Who is signed in. */
    @GET
    @Path("api/hello")
    public String hello() {
        var subject = sessions.current().map(UserSession::subject);
        return "{\"subject\":" + subject.map(name -> '"' + name + '"').orElse("null") + "}";
    }

    /** What a page of its own would know. */
    @GET
    @Path("context")
    public String context(@QueryParam("logoutId") String logoutId) {
        var context = provider.context(logoutId);
        return "{\"logoutId\":\"" + context.logoutId().orElse("") + "\",\"prompt\":" + context.showSignOutPrompt()
                + ",\"client\":\""
                + context.clientName().orElse("")
                + "\",\"clients\":\"" + context.clientIds() + "\",\"return\":\""
                + context.postLogoutRedirectUri().map(Object::toString).orElse("") + "\",\"subject\":\""
                + context.subject().orElse("") + "\",\"frame\":\""
                + context.signOutFrameUrl().map(Object::toString).orElse("") + "\"}";
    }

    /** What it says of itself. */
    @GET
    @Path("metadata")
    public String metadata() {
        return JSONObjectUtils.toJSONString(provider.metadata());
    }

    /** All of the user's devices. */
    @POST
    @Path("sign-out/everywhere")
    public SignOutResult everywhere() {
        return sessions.signOut(
                SignOutOptions.builder().sessions(SignOut.Sessions.ALL).build());
    }

    /** Its own button. */
    @POST
    @Path("sign-out")
    public SignOutResult signOut() {
        return sessions.signOut();
    }
}
