// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page has to say. Nothing of it is escaped for HTML.
 *
 * @param kind which page
 * @param sessions which sessions the question is about; {@code CURRENT} on the other pages
 * @param locale the language that the user prefers, of those there are
 * @param home where a link may lead: the application's root
 * @param fields the hidden fields of the confirmation's form, which has no action: it posts to where the page is
 * @param error what went wrong; null unless it did
 * @param refusedOrigin who caused a request that was refused as forged; null otherwise
 * @param nonce for inline styles
 */
public record SignOutPage(
        Kind kind,
        SignOut.Sessions sessions,
        Locale locale,
        URI home,
        Map<String, String> fields,
        @Nullable SignOutError error,
        @Nullable String refusedOrigin,
        String nonce) {

    /** Copies the fields. */
    public SignOutPage {
        fields = Map.copyOf(fields);
    }

    /** What went wrong, if it did. */
    public Optional<SignOutError> failure() {
        return Optional.ofNullable(error);
    }

    /** The fields' values are secret. */
    @Override
    public String toString() {
        return "SignOutPage[kind=" + kind + ", locale=" + locale + ", error=" + error + "]";
    }

    /** Which page. */
    public enum Kind {
        /** Asks whether to sign out: a form with one button, and a way to stay signed in. */
        CONFIRMATION,
        /** Says that it is done. */
        SIGNED_OUT,
        /** Says that it is not. */
        FAILED
    }
}
