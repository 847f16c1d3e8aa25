// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a sign-out ended. Returned from a resource method, it becomes the answer that the caller expects: a redirect or a
 * page for a navigation, JSON {@code {"ok":…,"error":…,"url":…}} for everything else.
 *
 * @param ok true exactly when {@code error} is null: the sessions meant are refused from now on, on every node
 * @param error the code of a {@link SignOutError}
 * @param url where to go next; null with an error, without a request, or when no redirect was wanted
 */
public record SignOutResult(boolean ok, @Nullable String error, @Nullable URI url) {

    /** @throws IllegalArgumentException when {@code ok} and {@code error} contradict each other or no such error exists */
    public SignOutResult {
        if (ok != (error == null)) {
            throw new IllegalArgumentException("ok=" + ok + " contradicts error=" + error);
        }
        if (error != null) {
            SignOutError.of(error);
        }
    }

    /** Without the URL's query, which may hold a hint for its target alone. */
    @Override
    public String toString() {
        return "SignOutResult[ok=" + ok + ", error=" + error + ", url=" + Require.withoutQuery(url) + "]";
    }

    /** Signed out. */
    public static SignOutResult signedOut(@Nullable URI url) {
        return new SignOutResult(true, null, url);
    }

    /** Not signed out. */
    public static SignOutResult failed(SignOutError error) {
        return new SignOutResult(false, error.code(), null);
    }

    /**
     * This result, if it is {@code ok}.
     *
     * @throws SignOutException if it is not; uncaught in a resource method, it becomes the same answer as the result
     */
    public SignOutResult orElseThrow() {
        if (!ok) {
            throw new SignOutException(this);
        }
        return this;
    }
}
