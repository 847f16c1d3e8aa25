// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.remembering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.RememberMeCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.RememberMeIdentityStore;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the cookies stand for. It forgets none, which is the worst that a store can do: each would sign in for ever. */
@ApplicationScoped
public class Tokens implements RememberMeIdentityStore {
    private final Map<String, CredentialValidationResult> logins = new ConcurrentHashMap<>();

    @Override
    public CredentialValidationResult validate(RememberMeCredential credential) {
        return logins.getOrDefault(credential.getToken(), CredentialValidationResult.INVALID_RESULT);
    }

    @Override
    public String generateLoginToken(CallerPrincipal caller, Set<String> groups) {
        var token = UUID.randomUUID().toString();
        logins.put(token, new CredentialValidationResult(caller, groups));
        return token;
    }

    @Override
    public void removeLoginToken(String token) {
        // As if it had been lost on the way to a database.
    }
}
