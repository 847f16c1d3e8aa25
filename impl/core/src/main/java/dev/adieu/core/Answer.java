// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.BrowserModule;
import dev.adieu.ResponseChange;
import dev.adieu.SessionList;
import dev.adieu.SignOutError;
import dev.adieu.SignOutResult;
import dev.adieu.spi.Scheme;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns a result and the changes of an exchange into the response that the caller expects. */
final class Answer implements ResponseChange.Cases<Void> {
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;
    private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");
    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
    private static final MediaType JAVASCRIPT = new MediaType("text", "javascript", "utf-8");

    private final Exchange exchange;
    private final ContainerResponseContext response;
    private final Adieu adieu;

    Answer(Exchange exchange, ContainerResponseContext response, Adieu adieu) {
        this.exchange = exchange;
        this.response = response;
        this.adieu = adieu;
    }

    /** A redirect or a page for a person, JSON for a program: never a redirect for {@code fetch} to follow (L-11). */
    void write(SignOutResult result) {
        response.getHeaders().putSingle("Cache-Control", "no-store");
        response.getHeaders().addAll("Vary", "Accept", "Sec-Fetch-Mode");
        if (!result.ok()) {
            refuse(SignOutError.of(Objects.requireNonNull(result.error())));
        } else if (response.getStatus() == Response.Status.NO_CONTENT.getStatusCode()) {
            response.setStatus(Response.Status.OK.getStatusCode());
        }
        if (!exchange.isNavigation()) {
            write(Json.of(result), JSON);
        } else if (result.url() != null) {
            response.setStatus(Response.Status.SEE_OTHER.getStatusCode());
            response.getHeaders().putSingle("Location", adieu.urls().redirect(result.url(), exchange.request()));
            // RFC 9110, section 15.4.4: a short note. GlassFish 8 makes 200 of a redirect that comes later without one.
            write("See " + result.url(), TEXT);
        } else {
            var refused = SignOutError.CROSS_SITE_REQUEST.code().equals(result.error());
            write(adieu.pages()
                    .result(
                            result,
                            refused
                                    ? exchange.forgedBy()
                                            .filter(from -> Origin.parse(from).isPresent())
                                            .orElse(null)
                                    : null,
                            exchange.request()));
        }
    }

    /** A question, put as was decided. */
    void write(Question.Put put) {
        response.setStatus(put.status());
        if (put.status() == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            response.getHeaders().putSingle("Allow", "POST");
        }
        if (put.entity() instanceof SignOutResult result) {
            write(result);
        } else if (put.entity() instanceof Pages.Html page) {
            write(page);
        } else {
            response.getHeaders().putSingle("Cache-Control", "no-store");
            put.location().ifPresent(url -> response.getHeaders().putSingle("Location", url));
            response.setEntity(null);
        }
    }

    /** A page: for one person, once, and in no frame. */
    void write(Pages.Html page) {
        response.getHeaders().putSingle("Cache-Control", "no-store");
        response.getHeaders().add("Vary", "Accept-Language");
        response.getHeaders().putSingle("Content-Security-Policy", page.contentSecurityPolicy());
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        response.getHeaders().putSingle("Referrer-Policy", "same-origin");
        write(page.html(), HTML);
    }

    /** The browser's module, unless the browser has it (RFC 9110, section 13.1.2). */
    void write(BrowserModule asked) {
        var script = Script.MODULE;
        response.getHeaders().putSingle("Cache-Control", script.cacheControl(asked));
        response.getHeaders().putSingle("ETag", script.tag());
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        if (Objects.requireNonNullElse(exchange.request().getHeaderString("If-None-Match"), "")
                .contains(script.tag())) {
            response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
            response.setEntity(null);
        } else {
            write(script.text(), JAVASCRIPT);
        }
    }

    /** A page of sessions, and where the next one is. */
    void write(SessionList list) {
        response.getHeaders().putSingle("Cache-Control", "no-store");
        list.next().ifPresent(next -> {
            var url = exchange.request()
                    .getUriInfo()
                    .getRequestUriBuilder()
                    .replaceQueryParam("after", next.after())
                    .build();
            response.getHeaders().add("Link", "<" + url.getRawPath() + "?" + url.getRawQuery() + ">; rel=\"next\"");
        });
        write(Json.of(list), JSON);
    }

    private void refuse(SignOutError error) {
        adieu.telemetries().refused(error);
        if (response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
            response.setStatus(error.status());
            response.getHeaders().remove("Location");
        }
        if (error == SignOutError.CROSS_SITE_REQUEST) {
            exchange.forgedBy().ifPresent(from -> response.getHeaders()
                    .putSingle("Adieu-Refused-Origin", Refusals.printable(from)));
        }
        if (error == SignOutError.STORE_UNAVAILABLE) {
            response.getHeaders().putSingle("Retry-After", RETRY_AFTER_SECONDS);
        }
    }

    private void write(String text, MediaType type) {
        response.setEntity(text.getBytes(StandardCharsets.UTF_8), new Annotation[0], type);
    }

    /** Makes the changes decided, and clears away what the browser need not send again. */
    void change() {
        exchange.changes().forEach(change -> change.match(this));
        if (!exchange.hasSignedIn()) {
            exchange.neverIssued().forEach(this::forget);
            var dead = exchange.dead();
            if (!dead.isEmpty() && exchange.isNavigation()) {
                dead.forEach(this::forget);
            }
        }
        if (adieu.noStore() && exchange.knowsCaller()) {
            // V14.3.2: what the back button or a shared cache would show to the next person.
            response.getHeaders().putIfAbsent("Cache-Control", new ArrayList<>(List.of("no-store")));
        }
    }

    private void forget(Scheme scheme) {
        scheme.forget(exchange.request()).forEach(change -> change.match(this));
    }

    @Override
    public Void setCookie(ResponseChange.SetCookie change) {
        return cookie(change.name() + "=" + change.value() + "; Path=/; HttpOnly; SameSite=Lax", change.secure());
    }

    @Override
    public Void setPublicCookie(ResponseChange.SetPublicCookie change) {
        var present = response.getHeaders().get("Set-Cookie");
        if (present != null) {
            // RFC 6265, section 4.1.1: not two of one name.
            present.removeIf(each -> each.toString().startsWith(change.name() + "="));
        }
        return cookie(change.name() + "=" + change.value() + "; Path=/; SameSite=None", true);
    }

    @Override
    public Void expireCookie(ResponseChange.ExpireCookie change) {
        // CK-1: same name, path and domain, and an expiry in the past.
        return cookie(
                change.name() + "=; Path=" + change.path()
                        + (change.domain() == null ? "" : "; Domain=" + change.domain())
                        + "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax",
                change.secure());
    }

    private Void cookie(String cookie, boolean secure) {
        var header = cookie + (secure ? "; Secure" : "");
        var present = response.getHeaders().get("Set-Cookie");
        if (present == null || !present.contains(header)) {
            response.getHeaders().add("Set-Cookie", header);
        }
        return null;
    }

    @Override
    public Void setHeader(ResponseChange.SetHeader change) {
        response.getHeaders().putSingle(change.name(), change.value());
        return null;
    }

    @Override
    public Void remember(ResponseChange.Remember change) {
        // Kept already: see Adieu.
        return null;
    }

    @Override
    public Void seeOther(ResponseChange.SeeOther change) {
        // Part of the result already: what was decided on the way to it.
        return null;
    }
}
