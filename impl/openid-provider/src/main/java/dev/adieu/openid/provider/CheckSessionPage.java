// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The frame: a script and nothing to see.
 *
 * @param cookie the name of the one that it reads
 * @param origins whose pages may frame it: those of enabled clients' redirect URIs
 * @param framing which of them does, where the browser says so
 * @see <a href="https://openid.net/specs/openid-connect-session-1_0.html#OPiframe">OpenID Connect Session Management 1.0,
 *     section 3.2</a>
 */
record CheckSessionPage(String cookie, List<String> origins, Optional<String> framing) {
    /** What every server lets into one header. */
    private static final int LONGEST = 4000;

    private static final Set<String> WEB = Set.of("http", "https");
    private static final String SCRIPT = script();
    private static final String SCRIPT_HASH = hash();

    CheckSessionPage(String cookie, Stream<Client> clients, Optional<String> referrer) {
        this(
                cookie,
                clients.filter(Client::enabled)
                        .flatMap(client -> client.redirectUris().stream())
                        .filter(uri -> uri.getHost() != null && WEB.contains(uri.getScheme()))
                        .map(Urls::origin)
                        .distinct()
                        .sorted()
                        .toList(),
                referrer.flatMap(CheckSessionPage::origin));
    }

    /** Nobody else hears anything of the session (SM-4). */
    Response answer() {
        return Response.ok(
                        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Session</title></head>"
                                + "<body data-cookie=\"" + cookie + "\"><script>" + SCRIPT + "</script></body></html>")
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src '" + SCRIPT_HASH
                                + "'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
                                + ancestors())
                .build();
    }

    /** All, so that it does not matter what browsers tell; where they are too many, the one that asks. */
    String ancestors() {
        var all = String.join(" ", origins);
        if (all.length() <= LONGEST) {
            return all.isEmpty() ? "'none'" : all;
        }
        return framing.filter(origins::contains).orElse("'none'");
    }

    private static Optional<String> origin(String referrer) {
        try {
            return Optional.of(Urls.origin(URI.create(referrer)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String script() {
        try (var in = CheckSessionPage.class.getResourceAsStream("check-session.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
