// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A client of this provider, as far as signing out concerns it.
 *
 * @param id its {@code client_id}
 * @param name what people call it
 * @param enabled whether it may still ask for anything, and is told of anything
 * @param confidential whether it can keep a secret: it alone may be told by plain HTTP
 * @param redirectUris where codes are sent to
 * @param postLogoutRedirectUris where a browser may be led after a sign-out that the client asked for, to the letter
 * @param frontChannel where a frame of the signed-out page leads, if there is one
 * @param backChannel where logout tokens are sent, if anywhere
 * @param coordinateLifetimeWithUserSession what of its tokens ends with the session; empty for what the setting
 *     {@code adieu.openid-provider.coordinate-lifetimes} says
 * @param credentials by which it proves who it is
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#ClientMetadata">OpenID Connect RP-Initiated
 *     Logout 1.0, section 3.1</a>
 */
public record Client(
        String id,
        String name,
        boolean enabled,
        boolean confidential,
        Set<URI> redirectUris,
        Set<URI> postLogoutRedirectUris,
        Optional<Notified> frontChannel,
        Optional<Notified> backChannel,
        Optional<LifetimeCoordination> coordinateLifetimeWithUserSession,
        ClientCredentials credentials) {

    private static final String POST_LOGOUT_REDIRECT_URIS = "post_logout_redirect_uris";
    private static final String FRONT_CHANNEL_LOGOUT_URI = "frontchannel_logout_uri";
    private static final String BACK_CHANNEL_LOGOUT_URI = "backchannel_logout_uri";

    /** What a browser would run, or show as if it were a page of its own. */
    private static final Set<String> NO_PLACES =
            Set.of("javascript", "data", "vbscript", "file", "blob", "about", "view-source", "ws", "wss");

    /**
     * How a client is told that a session has ended.
     *
     * @param uri where; its own query is kept
     * @param sessionRequired whether it needs to know which session
     */
    public record Notified(URI uri, boolean sessionRequired) {}

    /** @throws IllegalArgumentException naming the client, the value and the requirement that it breaks */
    public Client {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A client's id must not be blank");
        }
        redirectUris = Set.copyOf(redirectUris);
        postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
        for (var uri : postLogoutRedirectUris) {
            // RPI-14
            require(id, POST_LOGOUT_REDIRECT_URIS, uri, uri.isAbsolute(), "must be absolute");
            require(id, POST_LOGOUT_REDIRECT_URIS, uri, uri.getRawFragment() == null, "must have no fragment");
            require(id, POST_LOGOUT_REDIRECT_URIS, uri, !NO_PLACES.contains(scheme(uri)), "must be a place");
            require(
                    id,
                    POST_LOGOUT_REDIRECT_URIS,
                    uri,
                    confidential || !scheme(uri).equals("http"),
                    "may be http for a confidential client alone");
        }
        if (frontChannel.isPresent()) {
            var uri = frontChannel.get().uri();
            // FC-1
            requireWeb(id, FRONT_CHANNEL_LOGOUT_URI, uri);
            require(
                    id,
                    FRONT_CHANNEL_LOGOUT_URI,
                    uri,
                    redirectUris.stream()
                            .anyMatch(each -> each.isAbsolute() && origin(each).equals(origin(uri))),
                    "must have scheme, host and port of one of the redirect_uris");
        }
        if (backChannel.isPresent()) {
            var uri = backChannel.get().uri();
            // BC-24
            requireWeb(id, BACK_CHANNEL_LOGOUT_URI, uri);
            require(
                    id,
                    BACK_CHANNEL_LOGOUT_URI,
                    uri,
                    confidential || scheme(uri).equals("https"),
                    "may be http for a confidential client alone");
        }
    }

    /** A client in the making. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /**
     * Its members of the metadata that clients are registered with, for the application's own documents; as a JSON object
     * has them, and none that is not said.
     */
    public Map<String, Object> metadata() {
        var members = new TreeMap<String, Object>();
        if (!postLogoutRedirectUris.isEmpty()) {
            members.put(
                    POST_LOGOUT_REDIRECT_URIS,
                    postLogoutRedirectUris.stream().map(URI::toString).sorted().toList());
        }
        frontChannel.ifPresent(notified -> {
            members.put(FRONT_CHANNEL_LOGOUT_URI, notified.uri().toString());
            members.put("frontchannel_logout_session_required", notified.sessionRequired());
        });
        backChannel.ifPresent(notified -> {
            members.put(BACK_CHANNEL_LOGOUT_URI, notified.uri().toString());
            members.put("backchannel_logout_session_required", notified.sessionRequired());
        });
        return members;
    }

    /** RPI-9: one that is registered, to the letter. */
    Optional<URI> registered(String postLogoutRedirectUri) {
        return postLogoutRedirectUris.stream()
                .filter(each -> each.toString().equals(postLogoutRedirectUri))
                .findFirst();
    }

    /** Scheme, host and port, as browsers compare them. */
    static String origin(URI uri) {
        var port = uri.getPort() == -1 ? (scheme(uri).equals("https") ? 443 : 80) : uri.getPort();
        return scheme(uri) + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static void requireWeb(String id, String member, URI uri) {
        require(
                id,
                member,
                uri,
                Set.of("http", "https").contains(scheme(uri)) && uri.getHost() != null,
                "must be an absolute http or https URL");
        require(id, member, uri, uri.getRawFragment() == null, "must have no fragment");
        require(id, member, uri, uri.getRawUserInfo() == null, "must name nobody before its host");
    }

    private static void require(String id, String member, URI uri, boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(member + " of client " + id + " " + what + ", but is " + uri);
        }
    }

    /** Collects what a {@link Client} is made of; checked by {@link #build()}. Not safe for several threads. */
    public static final class Builder {
        private final String id;
        private final Set<URI> redirectUris = new HashSet<>();
        private final Set<URI> postLogoutRedirectUris = new HashSet<>();
        private String name;
        private boolean enabled = true;
        private boolean confidential;
        private Optional<Notified> frontChannel = Optional.empty();
        private Optional<Notified> backChannel = Optional.empty();
        private Optional<LifetimeCoordination> coordination = Optional.empty();
        private ClientCredentials credentials = ClientCredentials.NONE;

        private Builder(String id) {
            this.id = id;
            name = id;
        }

        /** What people call it; its id unless said otherwise. */
        public Builder name(String said) {
            name = said;
            return this;
        }

        /** Says that it may ask for nothing, and is told of nothing. */
        public Builder disabled() {
            enabled = false;
            return this;
        }

        /** Says that it can keep a secret. */
        public Builder confidential() {
            confidential = true;
            return this;
        }

        /** Adds one of its redirect URIs. */
        public Builder redirectUri(String uri) {
            redirectUris.add(URI.create(uri));
            return this;
        }

        /** Adds where a browser may be led after a sign-out. */
        public Builder postLogoutRedirectUri(String uri) {
            postLogoutRedirectUris.add(URI.create(uri));
            return this;
        }

        /** Where a frame leads, and whether with issuer and session. */
        public Builder frontChannel(String uri, boolean sessionRequired) {
            frontChannel = Optional.of(new Notified(URI.create(uri), sessionRequired));
            return this;
        }

        /** Where logout tokens are sent, and whether with the session. */
        public Builder backChannel(String uri, boolean sessionRequired) {
            backChannel = Optional.of(new Notified(URI.create(uri), sessionRequired));
            return this;
        }

        /** What of its tokens ends with the session that they were issued in. */
        public Builder coordinateLifetimeWithUserSession(LifetimeCoordination what) {
            coordination = Optional.of(what);
            return this;
        }

        /** Adds a secret by which it proves who it is, and says that it can keep it. Its hash alone is kept here. */
        public Builder secret(String secret) {
            confidential = true;
            credentials = credentials.withSecret(secret);
            return this;
        }

        /** The public keys by which it proves who it is ({@code private_key_jwt}), and says that it can keep the others. */
        public Builder keys(JWKSet keys) {
            confidential = true;
            credentials = credentials.withKeys(keys);
            return this;
        }

        /**
         * The client.
         *
         * @throws IllegalArgumentException naming the client, the value and the requirement that it breaks
         */
        public Client build() {
            return new Client(
                    id,
                    name,
                    enabled,
                    confidential,
                    redirectUris,
                    postLogoutRedirectUris,
                    frontChannel,
                    backChannel,
                    coordination,
                    credentials);
        }
    }
}
