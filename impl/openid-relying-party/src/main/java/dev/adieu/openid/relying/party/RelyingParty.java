// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutException;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import dev.adieu.spi.DownstreamClients;
import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of what a provider says. */
@ApplicationScoped
class RelyingParty {
    /** The provider has ended its session. */
    static final Reason PROVIDER = new Reason("provider");

    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String DONE = "done";
    private static final String LOGOUT_TOKEN = "logout_token";
    private static final String UNAVAILABLE = "temporarily_unavailable";
    /** A form with a logout token is some kilobytes. */
    private static final int LONGEST_FORM = 64 * 1024;

    @Inject
    private SessionManager sessions;

    @Inject
    private SessionRegistry registry;

    @Inject
    private LogoutTokens tokens;

    @Inject
    private Providers providers;

    @Inject
    private Instance<DownstreamClients> clients;

    /** Nothing injects this bean, and Quarkus removes such ones, unless they observe something. */
    void stay(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    /** BC-9: a form with one parameter; others are ignored. */
    Response backChannel(@Nullable MediaType type, @Nullable InputStream body) throws IOException {
        try {
            var logoutTokens = logoutTokens(type, body);
            if (logoutTokens.size() != 1) {
                throw new InvalidLogoutTokenException("one logout_token in a form");
            }
            var token = tokens.read(logoutTokens.get(0));
            // BC-20: sent once more, it has the first one's outcome, and ends nothing that has begun since.
            if (registry.recall(token.key()).isEmpty()) {
                end(token.selector()).orElseThrow();
                registry.remember(token.key(), DONE, token.rememberedUntil());
            }
            // BC-21, BC-22: none to end is a success.
            return noStore(Response.ok());
        } catch (InvalidLogoutTokenException e) {
            LOG.log(System.Logger.Level.WARNING, "Refused a logout token. {0}", e.getMessage());
            return refused("invalid_request", e.getMessage());
        } catch (SignOutException e) {
            // BC-22: 400 as well if the logout failed. Not remembered, so that it may be tried again.
            return refused(UNAVAILABLE, "The sessions could not be ended; try again");
        } catch (KeysUnavailableException e) {
            LOG.log(System.Logger.Level.WARNING, "Refused a logout token. {0}", e.getMessage(), e.getCause());
            return refused(UNAVAILABLE, "The keys of the provider could not be had; try again");
        }
    }

    /** Read here: what servers make of a form with an odd charset, or a very long one, is a 500 on some. */
    private static List<String> logoutTokens(@Nullable MediaType type, @Nullable InputStream body) throws IOException {
        if (body == null || !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type)) {
            return List.of();
        }
        var bytes = body.readNBytes(LONGEST_FORM + 1);
        if (bytes.length == 0) {
            return readBefore();
        }
        return bytes.length > LONGEST_FORM
                ? List.of()
                : URLUtils.parseParameters(new String(bytes, StandardCharsets.US_ASCII))
                        .getOrDefault(LOGOUT_TOKEN, List.of());
    }

    private static List<String> readBefore() {
        try {
            return ServletForm.values(LOGOUT_TOKEN);
        } catch (ContextNotActiveException | IllegalStateException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "No Servlet container knows the form either", e);
            return List.of();
        }
    }

    /** FC-3, FC-4: both, once each, and of a provider of ours; FC-5: none to end is a success. */
    Response frontChannel(List<String> iss, List<String> sid) {
        var known = iss.size() == 1 && sid.size() == 1 ? providers.ofIssuer(iss.get(0)) : List.<Provider>of();
        var framedBy =
                known.stream().map(each -> origin(URI.create(each.issuer()))).findFirst();
        var frames = known.isEmpty() || sid.get(0).isBlank()
                ? List.<URI>of()
                : endInBrowser(SessionSelector.byIssuerAndSid(iss.get(0), sid.get(0)));
        // FC-6
        return noStore(new FramePage(framedBy, frames).answer());
    }

    /** FC-7: whose clients hear of it by frames of their own. */
    private List<URI> endInBrowser(SessionSelector which) {
        var ids = clients.isUnsatisfied()
                ? List.<SessionId>of()
                : sessions.sessions(which, Page.first(Page.LARGEST)).stream()
                        .map(UserSession::id)
                        .toList();
        end(which).orElseThrow();
        return ids.stream()
                .flatMap(id -> clients.stream().flatMap(each -> each.frames(id).stream()))
                .distinct()
                .toList();
    }

    private SignOutResult end(SessionSelector which) {
        return sessions.signOut(SignOutOptions.builder()
                .selector(which)
                .reason(PROVIDER)
                .fromProvider()
                .build());
    }

    /** Goes on to where the sign-out was to lead: once, and in the browser that began it. */
    Response back(@Nullable String state, Map<String, Cookie> cookies) {
        var next = trip(state, cookies)
                .flatMap(
                        trip -> opened(trip).filter(facts -> isFirst(trip)).flatMap(facts -> Return.url(facts, "url")));
        var answer = Response.ok(SignOutResult.signedOut(next.orElseGet(() -> sessions.safeUrl(null))));
        Stream.of(true, false)
                .filter(secure -> cookies.containsKey(Return.cookie(secure)))
                .forEach(secure -> answer.header(
                        "Set-Cookie",
                        Return.cookie(secure) + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : "")));
        return answer.build();
    }

    /** The page that sends the form; to where the sign-out was to lead, if there is none. */
    Response onward(String state, Map<String, Cookie> cookies) {
        var form = trip(state, cookies).flatMap(this::opened).flatMap(facts -> Return.url(facts, "form"));
        return form.isPresent()
                ? noStore(FormPage.of(form.get()).answer())
                : Response.ok(SignOutResult.signedOut(sessions.safeUrl(null))).build();
    }

    private static Optional<Return> trip(@Nullable String state, Map<String, Cookie> cookies) {
        return Stream.of(true, false)
                .flatMap(secure -> Optional.ofNullable(cookies.get(Return.cookie(secure))).stream())
                .findFirst()
                .filter(cookie -> state != null)
                .map(cookie -> new Return(String.valueOf(state), cookie.getValue()));
    }

    /** While the store does not answer, a trip ends at home: the sign-out is done all the same. */
    private Optional<Map<String, Object>> opened(Return trip) {
        try {
            return registry.recall(trip.key()).flatMap(trip::open);
        } catch (SignOutException e) {
            return Optional.empty();
        }
    }

    private boolean isFirst(Return trip) {
        try {
            return registry.remember(trip.usedKey(), DONE, Instant.now().plus(Return.TIME))
                    .isEmpty();
        } catch (SignOutException e) {
            return false;
        }
    }

    private static Response refused(String error, String description) {
        return noStore(Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}"));
    }

    /** BC-23, FC-6 */
    private static Response noStore(Response.ResponseBuilder answer) {
        return answer.header("Cache-Control", "no-store").build();
    }

    private static String origin(URI url) {
        return UriBuilder.fromUri(url)
                .replacePath("")
                .replaceQuery(null)
                .build()
                .toString();
    }
}
