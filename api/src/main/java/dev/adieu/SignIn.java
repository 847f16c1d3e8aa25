// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What begins a session: who has proved to be whom. How it was proved is the application's business.
 *
 * @param subject who is signed in, as the application identifies them; not blank, at most 255 characters
 * @param roles what {@code isUserInRole} shall answer true for; none blank
 * @param scheme the scheme that shall carry the session; empty for the default, {@code Cookies}
 * @param details for people to recognise the session by, such as a device's name; shown in lists and events
 * @param links the OpenID provider sessions that this session hangs on
 * @param secrets tokens kept with the session for its sign-out, by name ({@link #ID_TOKEN}, {@link #REFRESH_TOKEN});
 *     never shown
 * @param fromProvider true for an OpenID callback whose {@code state} was verified: it comes from another site, and is
 *     exempt from the refusal of forged requests
 */
public record SignIn(
        String subject,
        Set<String> roles,
        String scheme,
        Map<String, String> details,
        Set<FederatedLink> links,
        Map<String, String> secrets,
        boolean fromProvider) {

    /** The name of an ID Token among the secrets. */
    public static final String ID_TOKEN = "id_token";
    /** The name of an access token among the secrets. */
    public static final String ACCESS_TOKEN = "access_token";
    /** The name of a refresh token among the secrets. */
    public static final String REFRESH_TOKEN = "refresh_token";

    private static final int LONGEST_SUBJECT = 255;

    /** @throws IllegalArgumentException naming the value that is not allowed, and what is */
    public SignIn {
        Require.text("subject", subject);
        if (subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("subject must have at most " + LONGEST_SUBJECT + " characters, but has "
                    + subject.length() + ": '" + subject.substring(0, 40) + "…'");
        }
        roles = Require.texts("role", roles);
        details = Map.copyOf(details);
        links = Set.copyOf(links);
        secrets = Map.copyOf(secrets);
    }

    /** A sign-in with nothing but a subject and, perhaps, roles. */
    public static SignIn of(String subject, String... roles) {
        return builder(subject).roles(roles).build();
    }

    /** A sign-in in the making. */
    public static Builder builder(String subject) {
        return new Builder(subject);
    }

    /** Names the secrets, not their values. */
    @Override
    public String toString() {
        return "SignIn[subject=%s, roles=%s, scheme=%s, details=%s, links=%s, secrets=%s, fromProvider=%s]"
                .formatted(subject, roles, scheme, details, links, secrets.keySet(), fromProvider);
    }

    /** Collects what a {@link SignIn} is made of; checked by {@link #build()}. Not safe for several threads. */
    public static final class Builder {
        private final String subject;
        private final Set<String> roles = new HashSet<>();
        private final Map<String, String> details = new HashMap<>();
        private final Set<FederatedLink> links = new HashSet<>();
        private final Map<String, String> secrets = new HashMap<>();
        private String scheme = "";
        private boolean fromProvider;

        private Builder(String subject) {
            this.subject = subject;
        }

        /** Adds roles. */
        public Builder roles(String... more) {
            roles.addAll(Set.of(more));
            return this;
        }

        /** Chooses the scheme that carries the session. */
        public Builder scheme(String name) {
            scheme = name;
            return this;
        }

        /** Adds a detail. */
        public Builder detail(String name, String value) {
            details.put(name, value);
            return this;
        }

        /** Adds a link to a provider's session. */
        public Builder link(FederatedLink link) {
            links.add(link);
            return this;
        }

        /** Adds a secret. Null, as of a token that a provider did not give, adds none. */
        public Builder secret(String name, @Nullable String value) {
            if (value != null) {
                secrets.put(name, value);
            }
            return this;
        }

        /** Says that this is a provider's callback whose {@code state} was verified. */
        public Builder fromProvider() {
            fromProvider = true;
            return this;
        }

        /**
         * The sign-in.
         *
         * @throws IllegalArgumentException naming the value that is not allowed, and what is
         */
        public SignIn build() {
            return new SignIn(subject, roles, scheme, details, links, secrets, fromProvider);
        }
    }
}
