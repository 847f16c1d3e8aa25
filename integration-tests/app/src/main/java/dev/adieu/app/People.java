// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SignIn;
import java.util.Map;
import java.util.Optional;

/** Who may sign in. An application has a database here, and hashes. */
final class People {
    private static final Map<String, String> PASSWORDS =
            Map.of("alice", "wonderland", "bob", "builder", "admin", "secret");

    /** What carries a session: the default scheme, or another one to try. */
    private static final String SCHEME = System.getProperty("adieu.sample.scheme", "");

    private People() {}

    /** Whether the server signs people in, by its own form, and the sample does not. */
    static boolean areTheServers() {
        return SCHEME.equals("Container");
    }

    static String scheme() {
        return SCHEME;
    }

    /** The sign-in of whoever has this password, on this device. */
    static Optional<SignIn> check(String username, String password, String device) {
        var expected = username.matches("user[1-9][0-9]{0,8}") ? "load" : PASSWORDS.get(username);
        if (!password.equals(expected)) {
            return Optional.empty();
        }
        var signIn = SignIn.builder(username).scheme(SCHEME).detail("device", device);
        return Optional.of(username.equals("admin") ? signIn.roles("admin").build() : signIn.build());
    }
}
