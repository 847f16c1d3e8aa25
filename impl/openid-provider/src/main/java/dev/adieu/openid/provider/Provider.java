// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.UserSession;
import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.SessionRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** This provider: what the settings say, and what the application brings. */
@ApplicationScoped
class Provider {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ISSUER = "adieu.openid-provider.issuer";
    private static final String URL = "adieu.openid-provider.url";
    private static final String CHECK_SESSION = "adieu.openid-provider.check-session";
    /** As core has it. */
    private static final Duration LIFETIME = Duration.ofHours(12);
    /** How long an ended session is a recent one. */
    private static final Duration RETENTION = Duration.ofHours(1);
    /** Core tries what an end leaves outstanding for a day; a sweep may be late. */
    static final Duration OWED = Duration.ofDays(4);

    @Inject
    private ModuleSettings settings;

    @Inject
    private SessionRegistry registry;

    @Inject
    private Instance<Clients> clients;

    @Inject
    private Instance<SigningKeys> keys;

    @Inject
    private Instance<LogoutMessages> messages;

    @Inject
    private Instance<Grants> grants;

    private @Nullable Endpoints endpoints;
    private Duration lifetime = LIFETIME;
    private Duration retention = RETENTION;
    private LifetimeCoordination coordination = LifetimeCoordination.EXCEPT_OFFLINE;
    private boolean returnsByItself = true;
    private boolean checksSessions;
    private @Nullable LogoutMessages sealed;
    private @Nullable SigningKeys generated;

    /** For CDI. */
    Provider() {}

    @PostConstruct
    void read() {
        var issuer = settings.get(ISSUER, "an absolute http or https URL without query or fragment", Provider::url);
        var root = settings.get(
                URL,
                "an absolute https URL without query or fragment, or an http one on localhost",
                Provider::endpoints);
        if (issuer.isPresent() != root.isPresent()) {
            throw new IllegalArgumentException("Settings " + ISSUER + " and " + URL + ": both, or neither");
        }
        endpoints = issuer.map(each -> new Endpoints(each.toString(), root.orElseThrow()))
                .orElse(null);
        lifetime = settings.duration("adieu.lifetime").orElse(LIFETIME);
        retention = settings.duration("adieu.openid-provider.retention").orElse(RETENTION);
        coordination = settings.get(
                        "adieu.openid-provider.coordinate-lifetimes",
                        "none, except-offline or all",
                        LifetimeCoordination::parse)
                .orElse(LifetimeCoordination.EXCEPT_OFFLINE);
        returnsByItself = settings.get("adieu.openid-provider.automatic-return", "true or false", Provider::flag)
                .orElse(true);
        checksSessions =
                settings.get(CHECK_SESSION, "true or false", Provider::flag).orElse(false);
        if (checksSessions && endpoints == null) {
            throw new IllegalArgumentException(
                    "Setting " + CHECK_SESSION + " is for a provider, which needs " + ISSUER);
        }
        sealed = settings.secret(
                        "adieu.secret-keys", "keys of 32 bytes in Base64, separated by commas", LogoutKeys::parse)
                .map(each -> each.messages(Clock.systemUTC()))
                .orElse(null);
    }

    /** Where it is; empty where the application is none. */
    Optional<Endpoints> configured() {
        return Optional.ofNullable(endpoints);
    }

    /** @throws IllegalStateException naming the settings, where there are none */
    Endpoints endpoints() {
        return configured()
                .orElseThrow(() -> new IllegalStateException("An OpenID provider needs the settings " + ISSUER + " and "
                        + URL + ", which is where its ProviderResource is"));
    }

    Clients clients() {
        if (!clients.isResolvable()) {
            throw new IllegalStateException("An OpenID provider needs one CDI bean of type " + Clients.class.getName());
        }
        return clients.get();
    }

    synchronized SigningKeys keys() {
        requireOne(keys, SigningKeys.class);
        if (keys.isResolvable()) {
            return keys.get();
        }
        if (generated == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "OpenID provider: a signing key for this process alone. Fine for development; elsewhere have a bean of type {0}",
                    SigningKeys.class.getName());
            generated = SigningKeys.generated();
        }
        return generated;
    }

    synchronized LogoutMessages messages() {
        requireOne(messages, LogoutMessages.class);
        if (messages.isResolvable()) {
            return messages.get();
        }
        if (sealed == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "OpenID provider: a sign-out that begins on this node ends on this node. For several, set adieu.secret-keys");
            sealed = LogoutKeys.random().messages(Clock.systemUTC());
        }
        return sealed;
    }

    /** What the authorization server has granted; empty where it does not say. */
    Optional<Grants> grants() {
        requireOne(grants, Grants.class);
        return grants.isResolvable() ? Optional.of(grants.get()) : Optional.empty();
    }

    /** S-24: what of a client's tokens ends with their session. Tokens may outlive their client. */
    LifetimeCoordination coordination(String clientId) {
        return clients()
                .find(clientId)
                .flatMap(Client::coordinateLifetimeWithUserSession)
                .orElse(coordination);
    }

    private static void requireOne(Instance<?> beans, Class<?> type) {
        if (beans.isAmbiguous()) {
            throw new IllegalStateException(
                    "An OpenID provider needs one CDI bean of type " + type.getName() + ", not several");
        }
    }

    boolean returnsByItself() {
        return returnsByItself;
    }

    /** Notes that a session has signed in to a client. */
    void note(UserSession session, String clientId) {
        var recent = remembered(session);
        var now = Instant.now();
        // The setting may have been longer when it began.
        var owed = (session.startedAt().isBefore(now) ? now : session.startedAt())
                .plus(lifetime)
                .plus(OWED);
        var sid = session.id().value();
        if (clients().find(clientId).flatMap(Client::frontChannel).isPresent()) {
            registry.remember(framed(sid), "true", recent);
        }
        new ClientSessions(registry)
                .note(sid, session.subject(), clientId, recent, recent.isAfter(owed) ? recent : owed);
    }

    /** Notes that a client has asked for the end of a session. */
    void asked(String sid, String clientId) {
        new ClientSessions(registry).asked(sid, clientId, Instant.now().plus(RETENTION));
    }

    /** Whether frames may tell a client of it: to know that, however many the others are, one question does. */
    boolean isFramed(String sid) {
        return registry.recall(framed(sid)).isPresent();
    }

    /** Until when it is known that there is, or was lately, this session. */
    Instant remembered(UserSession session) {
        return session.startedAt().plus(lifetime).plus(retention);
    }

    /** Whether clients may frame the page that says whether a session has changed. */
    boolean checksSessions() {
        return checksSessions;
    }

    private static String framed(String sid) {
        return "openid frames " + sid;
    }

    /** What is known of a session, live or ended lately. */
    Optional<ClientSessions.Known> session(String sid) {
        return new ClientSessions(registry).of(sid);
    }

    /** The ids of those that a session has signed in to, as long as something may be outstanding after its end. */
    List<String> owed(String sid) {
        return new ClientSessions(registry).clients(sid);
    }

    /** Those of a session that still are clients. */
    List<Client> clientsOf(String sid) {
        return session(sid).map(ClientSessions.Known::clients).orElse(List.of()).stream()
                .flatMap(id -> clients().find(id).stream())
                .toList();
    }

    /** The frames that tell the clients of a session. */
    List<URI> frames(String sid) {
        return Frames.of(clientsOf(sid), endpoints().issuer(), sid);
    }

    /** RPI-14: over TLS, unless that is nobody's but the developer's. */
    private static URI endpoints(String text) {
        var url = url(text);
        if (!"https".equals(url.getScheme()) && !LOOPBACK.contains(url.getHost())) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }

    private static URI url(String text) {
        var url = URI.create(text);
        var web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }
}
