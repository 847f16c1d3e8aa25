// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An OpenID provider with a key of its own, which the sample is told when it starts after this was made. */
final class OpenIdProvider {
    private static final String CLIENT = "sample";
    private static final String SECRET = "not-a-secret";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer http;
    private final KeyPair keys = newKeys();
    private final AtomicInteger redeemed = new AtomicInteger();
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();

    /** What a code stands for, and how the ID Token is spoilt that it is redeemed for. */
    private record Grant(Map<String, String> request, String sub, String sid, Consumer<JsonObjectBuilder> spoil) {}

    /** To be made before the sample is asked for. */
    OpenIdProvider() {
        try {
            http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        http.createContext("/keys", exchange -> answer(exchange, 200, jwks()));
        http.createContext("/token", this::redeem);
        http.createContext("/revoke", exchange -> answer(exchange, 200, Json.createObjectBuilder()));
        http.start();
        System.setProperty("adieu.sample.provider", "idp");
        System.setProperty("adieu.openid.idp.issuer", issuer());
        System.setProperty("adieu.openid.idp.client-id", CLIENT);
        System.setProperty("adieu.openid.idp.client-secret", SECRET);
    }

    String issuer() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    /** How often it was asked to take a code. */
    int redeemed() {
        return redeemed.get();
    }

    /** Where a browser is led back to, by whoever has signed in as this subject. */
    String grant(URI request, String sub, String sid, Consumer<JsonObjectBuilder> spoil) {
        var code = UUID.randomUUID().toString();
        var parameters = parameters(request.getRawQuery());
        grants.put(code, new Grant(parameters, sub, sid, spoil));
        return parameters.get("redirect_uri") + "?code=" + code + "&state=" + parameters.get("state");
    }

    /** The claims of a logout token. */
    JsonObjectBuilder logout() {
        return claims().add("jti", UUID.randomUUID().toString())
                .add(
                        "events",
                        Json.createObjectBuilder()
                                .add("http://schemas.openid.net/event/backchannel-logout", Json.createObjectBuilder()));
    }

    String logoutToken(JsonObjectBuilder claims) {
        return signed("logout+jwt", claims, keys);
    }

    String logoutTokenOfAStranger(JsonObjectBuilder claims) {
        return signed("logout+jwt", claims, newKeys());
    }

    private JsonObjectBuilder claims() {
        var now = Instant.now().getEpochSecond();
        return Json.createObjectBuilder()
                .add("iss", issuer())
                .add("aud", CLIENT)
                .add("iat", now)
                .add("exp", now + 120);
    }

    /** As often as it is asked: that a code counts once is not left to the provider. */
    private void redeem(HttpExchange exchange) throws IOException {
        redeemed.incrementAndGet();
        var form = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        var grant = grants.get(form.getOrDefault("code", ""));
        if (grant == null
                || !grant.request().get("redirect_uri").equals(form.get("redirect_uri"))
                || !grant.request().get("code_challenge").equals(challenge(form.get("code_verifier")))
                || exchange.getRequestHeaders().getFirst("Authorization") == null) {
            answer(exchange, 400, Json.createObjectBuilder().add("error", "invalid_grant"));
            return;
        }
        var idToken = claims().add("sub", grant.sub())
                .add("sid", grant.sid())
                .add("nonce", grant.request().get("nonce"));
        grant.spoil().accept(idToken);
        answer(
                exchange,
                200,
                Json.createObjectBuilder()
                        .add("access_token", "an-access-token")
                        .add("token_type", "Bearer")
                        .add("refresh_token", "a-refresh-token")
                        .add("id_token", signed("JWT", idToken, keys)));
    }

    private JsonObjectBuilder metadata() {
        return Json.createObjectBuilder()
                .add("issuer", issuer())
                .add("authorization_endpoint", issuer() + "/authorize")
                .add("token_endpoint", issuer() + "/token")
                .add("end_session_endpoint", issuer() + "/end-session")
                .add("revocation_endpoint", issuer() + "/revoke")
                .add("jwks_uri", issuer() + "/keys")
                .add("response_types_supported", Json.createArrayBuilder().add("code"))
                .add("subject_types_supported", Json.createArrayBuilder().add("public"))
                .add(
                        "id_token_signing_alg_values_supported",
                        Json.createArrayBuilder().add("RS256"));
    }

    private JsonObjectBuilder jwks() {
        var key = (RSAPublicKey) keys.getPublic();
        return Json.createObjectBuilder()
                .add(
                        "keys",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("kty", "RSA")
                                        .add("kid", "1")
                                        .add("n", base64(key.getModulus()))
                                        .add("e", base64(key.getPublicExponent()))));
    }

    private static String base64(BigInteger number) {
        var bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String signed(String type, JsonObjectBuilder claims, KeyPair keys) {
        var content = encode("{\"alg\":\"RS256\",\"kid\":\"1\",\"typ\":\"" + type + "\"}")
                + '.'
                + encode(claims.build().toString());
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return BASE64.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> parameters(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, JsonObjectBuilder json) throws IOException {
        var bytes = json.build().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
