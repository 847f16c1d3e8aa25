// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;
import java.util.UUID;

/**
 * A group for every login, of which nobody else is. Open Liberty tells logins apart by who it is and by the groups: by
 * nothing else does it give two devices of a user LTPA tokens of their own.
 */
@ApplicationScoped
public class DistinctLogins implements IdentityStore {

    @Override
    public Set<ValidationType> validationTypes() {
        return Set.of(ValidationType.PROVIDE_GROUPS);
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult login) {
        return Boolean.getBoolean("adieu.sample.distinct-logins") ? Set.of("login-" + UUID.randomUUID()) : Set.of();
    }
}
