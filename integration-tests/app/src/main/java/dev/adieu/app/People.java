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

    private People() {}

    static Optional<SignIn> check(String username, String password) {
        var expected = username.matches("user[1-9][0-9]{0,8}") ? "load" : PASSWORDS.get(username);
        if (!password.equals(expected)) {
            return Optional.empty();
        }
        return Optional.of(username.equals("admin") ? SignIn.of(username, "admin") : SignIn.of(username));
    }
}
