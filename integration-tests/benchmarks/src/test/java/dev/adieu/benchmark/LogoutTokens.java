// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.adieu.FederatedLink;
import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.openid.relying.party.RelyingPartyResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * How many logout tokens, each of which ends a session, one thread takes in a second of processor time: from the request
 * to the answer, without a network, sessions in memory. Beside it the floor, which is their signature alone (RS256, 2048
 * bits).
 */
final class LogoutTokens implements Part {
    private static final String ISSUER = "https://id.example.org";
    private static final URI ROOT = URI.create("http://localhost/");
    private static final int TOKENS = Benchmarks.rounds(1500);
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;

    private final AtomicInteger keyFetches = new AtomicInteger();
    private RSAKey key;

    /** An application with a provider. */
    @Path("")
    @RequestScoped
    public static class Shop {
        @Inject
        SessionManager sessions;

        /** As if somebody came back from the provider. */
        @POST
        @Path("sign-in")
        public void signIn(@QueryParam("sid") String sid) {
            sessions.signIn(SignIn.builder("alice")
                    .link(new FederatedLink(ISSUER, "alice", sid))
                    .fromProvider()
                    .build());
        }
    }

    /** Its endpoints for the provider. */
    @Path("openid")
    public static class OpenId extends RelyingPartyResource {}

    @Override
    public String name() {
        return "logout-tokens";
    }

    @Override
    public String title() {
        return "Logout tokens received";
    }

    /** The stores: it has no store but memory. */
    @Override
    public String without() {
        return EndToEnd.STORES + "|" + StartUp.ONLY_ON_TOMCAT;
    }

    @Override
    public void measure(Report report) throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        var http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        http.createContext("/keys", exchange -> {
            keyFetches.incrementAndGet();
            var keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        http.start();
        Map.of(
                        "issuer",
                        ISSUER,
                        "client-id",
                        "shop",
                        "jwks-uri",
                        "http://localhost:" + http.getAddress().getPort() + "/keys")
                .forEach((name, value) -> System.setProperty("adieu.openid.idp." + name, value));
        var beans =
                SeContainerInitializer.newInstance().addBeanClasses(Shop.class).initialize();
        try {
            var shop = new ApplicationHandler(new ResourceConfig(Shop.class, OpenId.class));
            for (int i = 0; i < WARM_UP; i++) {
                var tokens = tokens(shop);
                receive(shop, tokens);
                verify(tokens);
            }
            long receiving = 0;
            long verifying = 0;
            for (int i = 0; i < ROUNDS; i++) {
                var tokens = tokens(shop);
                var start = cpu();
                receive(shop, tokens);
                var middle = cpu();
                verify(tokens);
                receiving += middle - start;
                verifying += cpu() - middle;
            }
            report.add("Adieu", "of one core, tokens", perSecond(receiving), "/s", Goal.atLeast(1000));
            report.add("their signature alone", "of one core, tokens", perSecond(verifying), "/s");
            report.add("Adieu", "times the signature alone", 1.0 * receiving / verifying, "×");
            report.add("Adieu", "keys fetched", keyFetches.get(), "times", Goal.atMost(1));
            report.note(
                    "%,d tokens, RS256 with 2,048 bits, each of which ends a session; from the request to the answer,"
                                    .formatted(ROUNDS * TOKENS)
                            + " without a network, in processor time.");
        } finally {
            beans.close();
            http.stop(0);
        }
    }

    private static double perSecond(long nanos) {
        return ROUNDS * TOKENS * 1e9 / nanos;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Each names a session that has just begun. */
    private List<String> tokens(ApplicationHandler shop) {
        return IntStream.range(0, TOKENS)
                .mapToObj(i -> {
                    var sid = UUID.randomUUID().toString();
                    var status = post(shop, "sign-in?sid=" + sid, "");
                    if (status != 204) {
                        throw new IllegalStateException("Sign-in was answered with " + status);
                    }
                    return sign(sid);
                })
                .toList();
    }

    private String sign(String sid) {
        var now = System.currentTimeMillis();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("shop")
                .issueTime(new Date(now))
                .expirationTime(new Date(now + 120_000))
                .jwtID(sid)
                .claim("sid", sid)
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("k")
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static void receive(ApplicationHandler shop, List<String> tokens) {
        for (var token : tokens) {
            var status = post(shop, "openid/back-channel-logout", "logout_token=" + token);
            if (status != 200) {
                throw new IllegalStateException("A logout token was answered with " + status);
            }
        }
    }

    private static int post(ApplicationHandler shop, String path, String form) {
        var request = new ContainerRequest(
                ROOT, ROOT.resolve(path), "POST", null, new MapPropertiesDelegate(), shop.getConfiguration());
        request.header("Content-Type", "application/x-www-form-urlencoded");
        request.header("Host", "localhost");
        request.setEntityStream(new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)));
        try {
            return shop.apply(request).get().getStatus();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void verify(List<String> tokens) throws GeneralSecurityException, JOSEException, IOException {
        for (var token : tokens) {
            var last = token.lastIndexOf('.');
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.toRSAPublicKey());
            signature.update(token.substring(0, last).getBytes(StandardCharsets.US_ASCII));
            if (!signature.verify(Base64.getUrlDecoder().decode(token.substring(last + 1)))) {
                throw new IOException("Not signed");
            }
        }
    }
}
