// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOutOptions;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where to lead a browser. */
final class Urls {
    private final Settings settings;
    private final PublicOrigin publicOrigin;
    private final ContextPath contextPath;
    private final CallbackUrls callbackUrls;

    Urls(Settings settings, PublicOrigin publicOrigin, ContextPath contextPath) {
        this.publicOrigin = publicOrigin;
        this.settings = settings;
        this.contextPath = contextPath;
        this.callbackUrls = new CallbackUrls(settings.callbackUrls());
    }

    /** The application's root. */
    URI root(ContainerRequestContext request) {
        return URI.create(context(request) + "/");
    }

    /** The login path of a scheme, else the application's root (S-2). */
    URI home(String scheme, ContainerRequestContext request) {
        return login(scheme, request).orElseGet(() -> root(request));
    }

    /** The login path of a scheme: its own, else that of the application. */
    Optional<URI> login(String scheme, ContainerRequestContext request) {
        return Optional.ofNullable(settings.schemes().get(scheme))
                .flatMap(Settings.FurtherScheme::loginPath)
                .or(settings::loginPath)
                .map(path -> URI.create(context(request) + path));
    }

    /** What was requested, if it is safe, else home. */
    URI safe(@Nullable String requested, ContainerRequestContext request) {
        return callbackUrls.safe(requested).orElseGet(() -> home(CookieScheme.NAME, request));
    }

    /** Where a sign-out of a scheme leads: as the caller says, else the scheme, else home. */
    URI next(SignOutOptions options, Optional<URI> ofScheme, String scheme, ContainerRequestContext request) {
        return options.callbackUrl() != null
                ? options.callbackUrl()
                : callbackUrls.safe(options.requestedUrl()).or(() -> ofScheme).orElseGet(() -> home(scheme, request));
    }

    /** The URL as a redirect has to say it: servers complete a path by the origin that they see, behind a proxy theirs. */
    URI redirect(URI url, ContainerRequestContext request) {
        return url.isAbsolute()
                ? url
                : publicOrigin
                        .of(request.getHeaderString("Host"))
                        .map(origin -> URI.create(origin + url.toString()))
                        .orElse(url);
    }

    private String context(ContainerRequestContext request) {
        return contextPath.of(request);
    }
}
