// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scheme found in a request, before anything is asked of a store.
 *
 * @param credentials what a store may know; more than one is ambiguous: it makes nobody, yet a sign-out ends each
 * @param malformed whether there was something in the credential's place that was never issued
 * @param unendable why the caller stays signed in whatever a sign-out does, such as a browser that keeps sending a
 *     password; null when that is not so. Such a sign-out is refused rather than said to be {@code ok}
 */
public record Found(List<TokenHash> credentials, boolean malformed, @Nullable String unendable) {
    private static final Found NOTHING = new Found(List.of(), false);
    private static final Found NEVER_ISSUED = new Found(List.of(), true);

    /** Copies the list. */
    public Found {
        credentials = List.copyOf(credentials);
    }

    /** Credentials that only a store can tell anything of. */
    public Found(List<TokenHash> credentials, boolean malformed) {
        this(credentials, malformed, null);
    }

    /** The request carries nothing of the scheme. */
    public static Found nothing() {
        return NOTHING;
    }

    /** The request carries what was never issued; the browser is made to forget it. */
    public static Found neverIssued() {
        return NEVER_ISSUED;
    }

    /** The request carries a credential, live or dead. */
    public static Found credential(TokenHash token) {
        return new Found(List.of(token), false);
    }

    /** The request is somebody's who cannot be signed out, for this reason. */
    public static Found unendable(String why) {
        return new Found(List.of(), false, why);
    }

    /** The one credential that may identify the caller. */
    public Optional<TokenHash> identity() {
        return credentials.size() == 1 && !malformed ? Optional.of(credentials.get(0)) : Optional.empty();
    }
}
