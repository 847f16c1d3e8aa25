// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Page;
import dev.adieu.SessionId;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The provider's sessions, for the application's authorization endpoint and for pages of its own. Safe for many threads.
 */
@ApplicationScoped
public class ProviderSessions {
    @Inject
    private Provider provider;

    @Inject
    private SessionManager sessions;

    @Inject
    private SessionRegistry registry;

    @Inject
    private CheckSession checkSession;

    /** For CDI. */
    public ProviderSessions() {}

    /**
     * Notes that the caller's session signs them in to a client, which is to hear of its end. Once for each ID Token, before
     * it is made; more often does no harm. The token's {@code sub} is the subject of the session, or its hint is of nobody.
     *
     * @return the {@code sid} for the ID Token
     * @throws jakarta.ws.rs.WebApplicationException as {@link SessionManager#require()}
     * @throws dev.adieu.SignOutException when the store does not answer
     */
    public String signedIn(String clientId) {
        var session = sessions.require();
        provider.note(session, clientId);
        // It may have ended before it was noted, and then this client would not hear of it.
        if (!isLive(session.id().value())) {
            throw new NotAuthorizedException(
                    Response.status(Response.Status.UNAUTHORIZED).build());
        }
        return session.id().value();
    }

    /**
     * Whether a token may be used, for the endpoints that ask: where a code is exchanged or a token refreshed, at the user info
     * endpoint, and in introspection. If the client is coordinated, its session must be live, and has been seen with this
     * call, as with a request of the browser: its idle timeout begins again, its absolute lifetime does not. Another client's
     * may be used, and keeps nothing alive.
     *
     * @param sid in which session it was issued, as {@link #signedIn} said
     * @param clientId to whom
     * @param offline whether with {@code offline_access}
     * @return false when it is to be refused: {@code invalid_grant}, {@code invalid_token}, {@code active} false
     * @throws dev.adieu.SignOutException {@code STORE_UNAVAILABLE} when the store does not answer: 503, neither refused nor
     *     good
     */
    public boolean use(String sid, String clientId, boolean offline) {
        // S-24
        return !provider.coordination(clientId).includes(offline)
                || SessionId.parse(sid).map(registry::touch).orElse(false);
    }

    /**
     * The {@code session_state} of an authentication response (SM-1), after {@link #signedIn}. The answer to this request sets
     * the cookie that the state is compared with.
     *
     * @param clientId the client that the response is for
     * @param redirectUri where it is sent, as the client has registered it
     * @return opaque and without a space; empty unless the setting {@code adieu.openid-provider.check-session} says that
     *     there is one
     * @throws IllegalArgumentException when there is no such client, it is disabled, or the URI is none of its own
     * @throws jakarta.ws.rs.WebApplicationException as {@link SessionManager#require()}
     * @throws dev.adieu.SignOutException when the store does not answer
     * @see <a href="https://openid.net/specs/openid-connect-session-1_0.html#CreatingUpdatingSessions">OpenID Connect
     *     Session Management 1.0, section 2</a>
     */
    public Optional<String> sessionState(String clientId, URI redirectUri) {
        return provider.checksSessions()
                ? Optional.of(checkSession.begin(sessions.require(), clientId, redirectUri))
                : Optional.empty();
    }

    /**
     * What a page has to know of a sign-out.
     *
     * @param logoutId as it came with the request for the page; null where the user began there
     * @return of an id that is not known, or has expired, what a null one is answered with
     */
    public LogoutContext context(@Nullable String logoutId) {
        var prompt = prompt(logoutId);
        var message = prompt.message();
        var current = sessions.current();
        var sid = Optional.ofNullable(message.endedSid())
                .or(() -> current.map(session -> session.id().value()));
        var client = Optional.ofNullable(message.clientId()).flatMap(provider.clients()::find);
        // As the built-in page: whoever is signed in when it is answered need not be who was asked.
        var asked = current.isPresent()
                ? Optional.of(provider.messages()
                        .keep(message.ended(current.map(session -> session.id().value()))))
                : Optional.ofNullable(logoutId)
                        .filter(id -> provider.messages().find(id).isPresent());
        return new LogoutContext(
                asked,
                client.map(Client::id),
                client.map(Client::name),
                Optional.ofNullable(message.returnUrl()).map(URI::create),
                current.map(session -> session.subject())
                        .or(() -> sid.flatMap(provider::session).map(ClientSessions.Known::subject)),
                sid,
                sid.flatMap(provider::session)
                        .map(ClientSessions.Known::clients)
                        .orElse(List.of()),
                message.uiLocales(),
                message.parameters(),
                prompt.needed(),
                Optional.ofNullable(message.endedSid())
                        .filter(ended ->
                                hasEnded(message) && !provider.frames(ended).isEmpty())
                        .map(ended -> provider.endpoints().frames(String.valueOf(logoutId))));
    }

    /**
     * The members of the provider's metadata that say how it signs out, for the application's own document; as a JSON object
     * has them.
     *
     * @throws IllegalStateException where it is not said where the provider is
     * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#OPMetadata">OpenID Connect RP-Initiated
     *     Logout 1.0, section 2.1</a>
     */
    public Map<String, Object> metadata() {
        // FC-8, BC-24, RPI-14
        var members = new TreeMap<String, Object>();
        members.put("end_session_endpoint", provider.endpoints().endSession().toString());
        members.put("frontchannel_logout_supported", true);
        members.put("frontchannel_logout_session_supported", true);
        members.put("backchannel_logout_supported", true);
        members.put("backchannel_logout_session_supported", true);
        if (provider.grants().isPresent()) {
            members.put("revocation_endpoint", provider.endpoints().revocation().toString());
            members.put("revocation_endpoint_auth_methods_supported", ClientAuthentications.METHODS);
            members.put("revocation_endpoint_auth_signing_alg_values_supported", ClientAuthentications.ALGORITHMS);
        }
        if (provider.checksSessions()) {
            // SM-2: over TLS, as everything at the provider's URL.
            members.put(
                    "check_session_iframe", provider.endpoints().checkSession().toString());
        }
        return members;
    }

    /** Whether the session that it names is live no more. */
    boolean hasEnded(LogoutMessage message) {
        return message.endedSid() != null && !isLive(message.endedSid());
    }

    boolean isLive(String sid) {
        return !sessions.sessions(SessionSelector.byId(new SessionId(sid)), Page.first(1))
                .isEmpty();
    }

    Prompt prompt(@Nullable String logoutId) {
        var message =
                Optional.ofNullable(logoutId).flatMap(provider.messages()::find).orElse(LogoutMessage.NONE);
        var own = sessions.current()
                .map(session -> new Prompt.Own(session.subject(), session.id().value()));
        return Prompt.of(message, own, (sid, subject) -> provider.session(sid)
                .filter(known -> known.subject().equals(subject))
                .isPresent());
    }
}
