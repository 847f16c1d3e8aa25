// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

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
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What an OpenID provider serves and signs: discovery, keys, revocation. */
public final class TestProvider implements AutoCloseable {
    static final String CLIENT = "shop";
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final HttpServer http;
    private final AtomicInteger keyFetches = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final List<String> revoked = new CopyOnWriteArrayList<>();
    private volatile RSAKey key = newKey("first");
    private volatile int revocationStatus = 200;
    private volatile String discoveredIssuer;
    private volatile boolean endSession = true;

    /** A new one, listening. */
    public TestProvider() {
        try {
            http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        discoveredIssuer = issuer();
        http.createContext("/.well-known/openid-configuration", exchange -> {
            answer(exchange, 200, metadata());
            questions.incrementAndGet();
        });
        http.createContext("/keys", exchange -> {
            keyFetches.incrementAndGet();
            answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
        });
        http.createContext("/revoke", exchange -> {
            revoked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, revocationStatus, "");
        });
        http.setExecutor(Executors.newFixedThreadPool(4));
        http.start();
    }

    /** Where it is. */
    public String issuer() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** Says in its configuration that it is another. */
    void claimToBe(String issuer) {
        discoveredIssuer = issuer;
    }

    void haveNoEndSessionEndpoint() {
        endSession = false;
    }

    void answerRevocations(int status) {
        revocationStatus = status;
    }

    void rotateKey(String id) {
        key = newKey(id);
    }

    RSAKey key() {
        return key;
    }

    /** How often somebody has asked for its configuration. */
    int questions() {
        return questions.get();
    }

    int keyFetches() {
        return keyFetches.get();
    }

    /** Each with how the client proved itself. */
    List<String> revoked() {
        return revoked;
    }

    /** The claims of a good logout token. */
    public JWTClaimsSet.Builder claims() {
        var now = System.currentTimeMillis();
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(new Date(now))
                .expirationTime(new Date(now + 120_000))
                .jwtID(UUID.randomUUID().toString())
                .claim("events", Map.of(EVENT, Map.of()));
    }

    /** The header of one. */
    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType("logout+jwt"));
    }

    /** With its key. */
    public String sign(JWSHeader header, JWTClaimsSet claims) {
        return sign(header, claims, key);
    }

    static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey with) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A good logout token with these further claims. */
    String logoutToken(Map<String, String> further) {
        var claims = claims();
        further.forEach(claims::claim);
        return sign(header().build(), claims.build());
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String metadata() {
        return """
                {"issuer": "%1$s", "jwks_uri": "%2$s/keys", "revocation_endpoint": "%2$s/revoke",
                 %3$s
                 "authorization_endpoint": "%2$s/authorize", "token_endpoint": "%2$s/token",
                 "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """
                .formatted(
                        discoveredIssuer,
                        issuer(),
                        endSession ? "\"end_session_endpoint\": \"" + issuer() + "/end-session\"," : "");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
