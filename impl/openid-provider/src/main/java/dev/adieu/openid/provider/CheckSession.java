// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.ResponseChange;
import dev.adieu.SignOutException;
import dev.adieu.SignOutOptions;
import dev.adieu.UserSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets pages of clients notice that the session is another: a cookie that changes with it, and a frame that compares.
 * Whatever ends the session in this browser changes the cookie with its answer; for what ends it elsewhere, the frame asks
 * now and then.
 *
 * @see <a href="https://openid.net/specs/openid-connect-session-1_0.html">OpenID Connect Session Management 1.0</a>
 */
@ApplicationScoped
class CheckSession implements SignOutEffect {
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    @Inject
    private Provider provider;

    @Inject
    private ProviderSessions sessions;

    @Inject
    private SessionRegistry registry;

    @Override
    public String name() {
        return "openid-check-session";
    }

    @Override
    public boolean isNeeded() {
        return provider.checksSessions();
    }

    /** SM-1 */
    String begin(UserSession session, String clientId, URI redirectUri) {
        provider.clients()
                .find(clientId)
                .filter(client -> client.enabled() && client.redirectUris().contains(redirectUri))
                .orElseThrow(() -> new IllegalArgumentException(
                        "No enabled client " + clientId + " with the redirect URI " + redirectUri));
        var state = BrowserState.of(session.id().value());
        registry.remember(key(state), session.id().value(), provider.remembered(session));
        registry.answer(cookie(state));
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return state.sessionState(
                clientId,
                Urls.origin(redirectUri),
                Base64.getUrlEncoder().withoutPadding().encodeToString(salt));
    }

    /** The browser's own session ends. */
    @Override
    public List<ResponseChange> respond(
            SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
        var ending = BrowserState.of(own.session().id().value());
        return known(request.getCookies()).filter(ending::equals).isPresent()
                ? List.of(cookie(BrowserState.NOBODY))
                : List.of();
    }

    /** Somebody signs in where somebody was: no sign-out that anybody asked for, but an end in this browser. */
    @Override
    public void perform(List<SessionRecord> ended) {
        for (var each : ended) {
            var replaced = each.ended().filter(end -> end.reason().equals(Reason.REPLACED));
            var state = BrowserState.of(each.session().id().value());
            if (replaced.isPresent() && registry.recall(key(state)).isPresent()) {
                registry.answer(cookie(BrowserState.NOBODY));
            }
        }
    }

    /** SM-3 */
    Response page(HttpHeaders headers) {
        var referrer = Optional.ofNullable(headers.getHeaderString("Referer"));
        return new CheckSessionPage(cookieName(), provider.clients().all(), referrer).answer();
    }

    /** Unavailable is not ended. */
    Response ended(HttpHeaders headers) {
        var ended = known(headers.getCookies()).filter(this::hasEnded);
        return Response.status(ended.isPresent() ? Response.Status.GONE : Response.Status.NO_CONTENT)
                .header("Cache-Control", "no-store")
                .build();
    }

    private boolean hasEnded(BrowserState state) {
        try {
            return registry.recall(key(state)).filter(sessions::isLive).isEmpty();
        } catch (SignOutException e) {
            return false;
        }
    }

    private Optional<BrowserState> known(Map<String, Cookie> cookies) {
        return Optional.ofNullable(cookies.get(cookieName()))
                .map(cookie -> new BrowserState(cookie.getValue()))
                .filter(BrowserState::isSomebodys);
    }

    private ResponseChange cookie(BrowserState state) {
        return new ResponseChange.SetPublicCookie(cookieName(), state.value());
    }

    /** Each provider on a host has one of its own; on a developer's machine ports share their cookies. */
    private String cookieName() {
        var root = provider.endpoints().root();
        var name = "adieu-check-session" + String.valueOf(root.getRawPath()).replaceAll("[^A-Za-z0-9]+", ".");
        return "https".equals(root.getScheme()) ? "__Host-" + name : name + "-" + root.getPort();
    }

    private static String key(BrowserState state) {
        return "openid browser state " + state.value();
    }
}
