// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-out shall do. The default ends the caller's session and leads to the scheme's login path.
 *
 * @param sessions which sessions, relative to the caller; only within a request
 * @param selector which sessions, named; works without a request too. Null: {@code sessions} says which
 * @param scheme the scheme to sign out of; empty for every scheme that recognises the request
 * @param redirect whether a next URL is wanted
 * @param callbackUrl the next URL, from the application's own code and so trusted: {@code http}, {@code https}, or a
 *     path on this origin. Null: see {@code requestedUrl}
 * @param requestedUrl the next URL as it came with the request and so not trusted: used if it is safe, else the default
 *     is taken and the sign-out goes on
 * @param reason why, for events and audit
 * @param properties further items, for effects that add to the answer, and for the event
 * @param fromProvider true for an OpenID provider's request that was verified: it comes from another site, and is exempt
 *     from the refusal of forged requests
 */
public record SignOutOptions(
        SignOut.Sessions sessions,
        @Nullable SessionSelector selector,
        String scheme,
        boolean redirect,
        @Nullable URI callbackUrl,
        @Nullable String requestedUrl,
        Reason reason,
        Map<String, String> properties,
        boolean fromProvider) {

    /** @throws IllegalArgumentException naming the value that is not allowed, and what is */
    public SignOutOptions {
        Objects.requireNonNull(sessions, "sessions");
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(reason, "reason");
        if (selector != null && sessions != SignOut.Sessions.CURRENT) {
            throw new IllegalArgumentException(
                    "Either sessions or a selector, not both: sessions=" + sessions + ", selector=" + selector);
        }
        if (callbackUrl != null && requestedUrl != null) {
            throw new IllegalArgumentException("Either callbackUrl or requestedUrl, not both: callbackUrl="
                    + callbackUrl + ", requestedUrl=" + Require.quoted(requestedUrl));
        }
        if (callbackUrl != null) {
            requireWeb(callbackUrl);
        }
        properties = Map.copyOf(properties);
    }

    /** Ends the caller's session. */
    public static SignOutOptions current() {
        return builder().build();
    }

    /** Ends the sessions named. */
    public static SignOutOptions of(SessionSelector selector) {
        return builder().selector(selector).build();
    }

    /** Options in the making. */
    public static Builder builder() {
        return new Builder();
    }

    private static void requireWeb(URI url) {
        var path = url.getRawPath();
        var web = url.isAbsolute()
                ? ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                        && url.getHost() != null
                : url.getRawAuthority() == null && path != null && path.startsWith("/") && !path.startsWith("//");
        if (!web) {
            throw new IllegalArgumentException("Not a callbackUrl: " + Require.quoted(url)
                    + " (allowed: http://…, https://…, or a path on this origin that starts with one '/')");
        }
    }

    /** Collects what {@link SignOutOptions} are made of; checked by {@link #build()}. Not safe for several threads. */
    public static final class Builder {
        private final Map<String, String> properties = new HashMap<>();
        private SignOut.Sessions sessions = SignOut.Sessions.CURRENT;
        private @Nullable SessionSelector selector;
        private String scheme = "";
        private boolean redirect = true;
        private @Nullable URI callbackUrl;
        private @Nullable String requestedUrl;
        private Reason reason = Reason.SIGN_OUT;
        private boolean fromProvider;

        private Builder() {}

        /** Which sessions, relative to the caller. */
        public Builder sessions(SignOut.Sessions which) {
            sessions = which;
            return this;
        }

        /** Which sessions, named. */
        public Builder selector(SessionSelector which) {
            selector = which;
            return this;
        }

        /** The scheme to sign out of. */
        public Builder scheme(String name) {
            scheme = name;
            return this;
        }

        /** Whether a next URL is wanted; true unless said otherwise. */
        public Builder redirect(boolean wanted) {
            redirect = wanted;
            return this;
        }

        /** The next URL, from the application's own code. */
        public Builder callbackUrl(URI trusted) {
            callbackUrl = trusted;
            return this;
        }

        /** The next URL as it came with the request; null is as if it had not been given. */
        public Builder requestedUrl(@Nullable String unchecked) {
            requestedUrl = unchecked;
            return this;
        }

        /** Why. */
        public Builder reason(Reason why) {
            reason = why;
            return this;
        }

        /** A further item for effects and the event. */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        /** Says that this is an OpenID provider's request that was verified. */
        public Builder fromProvider() {
            fromProvider = true;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException naming the value that is not allowed, and what is
         */
        public SignOutOptions build() {
            return new SignOutOptions(
                    sessions, selector, scheme, redirect, callbackUrl, requestedUrl, reason, properties, fromProvider);
        }
    }
}
