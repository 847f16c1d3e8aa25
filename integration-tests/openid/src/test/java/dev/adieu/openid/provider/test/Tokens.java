// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.core.InMemorySessionStore;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.Clients;
import dev.adieu.openid.provider.GrantQuery;
import dev.adieu.openid.provider.Grants;
import dev.adieu.openid.provider.Grants.Kind;
import dev.adieu.openid.provider.InMemoryGrants;
import dev.adieu.openid.provider.LifetimeCoordination;
import dev.adieu.openid.provider.ProviderSessions;
import dev.adieu.openid.provider.SessionAdministration;
import dev.adieu.openid.provider.SessionRemoval;
import dev.adieu.openid.provider.SigningKeys;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The half of a provider that issues tokens, with a clock and failures that tests are in charge of. */
@Path("")
@RequestScoped
public class Tokens {
    static final String SECRET = "b1og.secret:with+odd/characters=";
    static final RSAKey KEY = key();
    /** What it cannot take back. */
    static final String SELF_CONTAINED = "self.contained.token";

    private static final AtomicReference<Duration> PASSED = new AtomicReference<>(Duration.ZERO);
    private static volatile Set<String> down = Set.of();
    private static volatile boolean grantsDown;

    /** Real time, and what tests let pass. */
    static final Clock CLOCK = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(PASSED.get());
        }
    };

    static final InMemoryGrants GRANTS = new InMemoryGrants(CLOCK);

    @Inject
    ProviderSessions provider;

    @Inject
    SessionAdministration administration;

    @Inject
    SessionManager sessions;

    static void pass(Duration time) {
        PASSED.updateAndGet(passed -> passed.plus(time));
    }

    static void takeStoreDown(String... methods) {
        down = Set.of(methods);
    }

    static void takeGrantsDown(boolean whether) {
        grantsDown = whether;
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("signed").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who its clients are, what it has granted, and where its sessions are. */
    @ApplicationScoped
    public static class Beans {
        private final SigningKeys keys = SigningKeys.generated();

        /** The clients. */
        @Produces
        @ApplicationScoped
        public Clients clients() {
            return Clients.of(
                    Client.builder("app").build(),
                    Client.builder("blog").secret("earlier").secret(SECRET).build(),
                    Client.builder("signed").keys(new JWKSet(KEY)).build(),
                    Client.builder("old").disabled().build(),
                    Client.builder("free")
                            .coordinateLifetimeWithUserSession(LifetimeCoordination.NONE)
                            .build(),
                    Client.builder("strict")
                            .coordinateLifetimeWithUserSession(LifetimeCoordination.ALL)
                            .build());
        }

        /** The key. */
        @Produces
        @ApplicationScoped
        public SigningKeys keys() {
            return keys;
        }

        /** What has been granted. */
        @Produces
        @ApplicationScoped
        public Grants grants() {
            return new Grants() {
                @Override
                public void revoke(GrantQuery which) {
                    requireUp().revoke(which);
                }

                @Override
                public Optional<Issued> find(Kind kind, String token) {
                    return kind == Kind.ACCESS_TOKEN && token.equals(SELF_CONTAINED)
                            ? Optional.of(new Issued("app", false))
                            : requireUp().find(kind, token);
                }

                @Override
                public void revoke(Kind kind, String token) {
                    requireUp().revoke(kind, token);
                }

                private Grants requireUp() {
                    if (grantsDown) {
                        throw new IllegalStateException("Taken down");
                    }
                    return GRANTS;
                }
            };
        }

        /** The sessions. */
        @Produces
        @ApplicationScoped
        public SessionStore store() {
            var store = new InMemorySessionStore(CLOCK);
            return (SessionStore) Proxy.newProxyInstance(
                    SessionStore.class.getClassLoader(),
                    new Class<?>[] {SessionStore.class},
                    (proxy, method, arguments) -> {
                        if (down.contains(method.getName())) {
                            throw new StoreUnavailableException("Taken down", new ConnectException("refused"));
                        }
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** What one sign-in to a client has got. */
    record Issued(String sid, String client, String code, String refreshToken, String accessToken) {
        /** What of it is good. */
        Set<Kind> alive() {
            var alive = EnumSet.noneOf(Kind.class);
            if (GRANTS.grant(Kind.AUTHORIZATION_CODE, code).isPresent()) {
                alive.add(Kind.AUTHORIZATION_CODE);
            }
            if (GRANTS.grant(Kind.REFRESH_TOKEN, refreshToken).isPresent()) {
                alive.add(Kind.REFRESH_TOKEN);
            }
            if (GRANTS.grant(Kind.ACCESS_TOKEN, accessToken).isPresent()) {
                alive.add(Kind.ACCESS_TOKEN);
            }
            return alive;
        }
    }

    static Issued issue(String subject, @Nullable String sid, String client, boolean offline) {
        var grant = GRANTS.begin(client, subject, sid, offline);
        GRANTS.consent(subject, client);
        var lifetime = Duration.ofDays(300);
        return new Issued(
                String.valueOf(sid),
                client,
                GRANTS.issue(Kind.AUTHORIZATION_CODE, grant, lifetime).orElseThrow(),
                GRANTS.issue(Kind.REFRESH_TOKEN, grant, lifetime).orElseThrow(),
                GRANTS.issue(Kind.ACCESS_TOKEN, grant, lifetime).orElseThrow());
    }

    /** Signs in, with a name that people know. */
    @POST
    @Path("sign-in-as")
    public void signIn(@FormParam("subject") String subject, @FormParam("name") String name) {
        sessions.signIn(SignIn.builder(subject).detail("name", name).build());
    }

    /** What a refresh, an introspection and a user info request ask. */
    @GET
    @Path("use")
    public String use(
            @QueryParam("sid") String sid,
            @QueryParam("client") String client,
            @QueryParam("offline") boolean offline) {
        return String.valueOf(provider.use(sid, client, offline));
    }

    /** An administrator's button. */
    @POST
    @Path("remove")
    public void remove(
            @FormParam("subject") @Nullable String subject,
            @FormParam("sid") @Nullable String sid,
            @FormParam("client") @Nullable List<String> clients,
            @FormParam("without") @Nullable List<String> without,
            @FormParam("offline") boolean offline) {
        var removal = sid == null ? SessionRemoval.ofSubject(String.valueOf(subject)) : SessionRemoval.ofSid(sid);
        if (clients != null) {
            clients.forEach(removal::client);
        }
        var left = without == null ? Set.<String>of() : Set.copyOf(without);
        administration.remove(removal.endSession(!left.contains("end"))
                .notifyClients(!left.contains("notices"))
                .revokeTokens(!left.contains("tokens"))
                .revokeConsents(!left.contains("consents"))
                .offline(offline)
                .build());
    }
}
