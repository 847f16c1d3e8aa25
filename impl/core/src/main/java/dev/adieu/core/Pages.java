// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import dev.adieu.SignOutResult;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.spi.SignOutPage;
import dev.adieu.spi.SignOutPages;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages of an application: what they have to say, who says it, and what the browser lets them do. */
final class Pages {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** A page, and the Content Security Policy that it is sent with. */
    record Html(String html, String contentSecurityPolicy) {}

    private final SecureRandom random = new SecureRandom();
    private final Languages languages;
    private final SignOutPages pages;
    private final Urls urls;
    private final Effects effects;
    private final List<URI> mayLeadTo;

    Pages(Settings settings, Optional<SignOutPages> replacement, Urls urls, Effects effects) {
        this.languages = new Languages(settings.languages());
        this.pages = replacement.orElseGet(() -> new PlainPages(languages));
        this.urls = urls;
        this.effects = effects;
        this.mayLeadTo = Stream.concat(
                        settings.callbackUrls().stream(),
                        settings.leadsTo().stream().map(Origin::toString))
                .map(URI::create)
                .toList();
    }

    /** Asks; the form is answered by a redirect, perhaps to this URL too. */
    Html confirmation(
            SignOut.Sessions sessions, Map<String, String> fields, List<URI> leadsTo, ContainerRequestContext request) {
        return page(SignOutPage.Kind.CONFIRMATION, sessions, fields, null, null, leadsTo, request);
    }

    Html result(SignOutResult result, @Nullable String refusedOrigin, ContainerRequestContext request) {
        var kind = result.ok() ? SignOutPage.Kind.SIGNED_OUT : SignOutPage.Kind.FAILED;
        var error = result.error() == null ? null : SignOutError.of(result.error());
        return page(kind, SignOut.Sessions.CURRENT, Map.of(), error, refusedOrigin, List.of(), request);
    }

    private Html page(
            SignOutPage.Kind kind,
            SignOut.Sessions sessions,
            Map<String, String> fields,
            @Nullable SignOutError error,
            @Nullable String refusedOrigin,
            List<URI> leadsTo,
            ContainerRequestContext request) {
        var bits = new byte[16];
        random.nextBytes(bits);
        var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        var locale = languages.preferred(request.getHeaderString("Accept-Language"));
        var html = pages.html(
                new SignOutPage(kind, sessions, locale, urls.root(request), fields, error, refusedOrigin, nonce));
        var form = kind == SignOutPage.Kind.CONFIRMATION ? formAction(leadsTo) : "'none'";
        return new Html(
                html,
                "default-src 'none'; style-src 'nonce-" + nonce + "'; form-action " + form
                        + "; base-uri 'none'; frame-ancestors 'none'");
    }

    private static Stream<URI> leadsTo(SignOutEffect effect) {
        try {
            return effect.leadsTo().stream();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Effect " + effect.name() + " does not tell where it leads", e);
            return Stream.empty();
        }
    }

    /** Browsers apply {@code form-action} to the redirects that answer a form, too (L-16). */
    private String formAction(List<URI> leadsTo) {
        var origins = new TreeSet<String>();
        // Asked each time: a provider that was down when this application started has told where it is since.
        var effectsLeadTo = effects.inOrder().stream().flatMap(Pages::leadsTo);
        Stream.of(mayLeadTo.stream(), leadsTo.stream(), effectsLeadTo)
                .flatMap(each -> each)
                .flatMap(url -> Origin.ofUrl(url.toString()).stream())
                .forEach(origin -> origins.add(origin.toString()));
        return String.join(" ", "'self'", String.join(" ", origins)).strip();
    }
}
