// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Set;

/** The people of the sample, for the container to sign in. */
@FormAuthenticationMechanismDefinition(
        loginToContinue = @LoginToContinue(loginPage = "/sign-in/login.html", errorPage = "/sign-in/login.html"))
@ApplicationScoped
public class People implements IdentityStore {
    private static final Map<String, String> PASSWORDS =
            Map.of("alice", "wonderland", "bob", "builder", "admin", "secret");

    /** Whoever has this password. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        var name = credential.getCaller();
        var expected = name.matches("user[1-9][0-9]{0,8}") ? "load" : PASSWORDS.get(name);
        return credential.getPasswordAsString().equals(expected)
                ? new CredentialValidationResult(name, name.equals("admin") ? Set.of("admin") : Set.of("user"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
