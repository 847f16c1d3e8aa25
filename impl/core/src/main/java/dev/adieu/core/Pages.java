// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOutError;
import dev.adieu.SignOutResult;

/** What a person sees when there is nowhere to lead them. */
final class Pages {
    /** Nothing is loaded, nothing runs, nobody frames it. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'";

    private Pages() {}

    static String of(SignOutResult result) {
        if (result.ok()) {
            return page("Signed out", "You are signed out.");
        }
        return page("That did not work", message(SignOutError.of(String.valueOf(result.error()))));
    }

    private static String message(SignOutError error) {
        return switch (error) {
            case CROSS_SITE_REQUEST ->
                "This request came from another site and was not carried out."
                        + " Go to the application itself and sign out there.";
            case CONFIRMATION_REQUIRED -> "You are still signed in. Use the application's sign-out button.";
            case FORBIDDEN -> "You may not do that.";
            case SESSION_NOT_FOUND -> "There is no such session.";
            case UNRECOGNISED_SESSION ->
                "You could not be signed out. Close the browser, and tell whoever runs" + " this application.";
            case STORE_UNAVAILABLE -> "You are still signed in. Please try again in a moment.";
        };
    }

    private static String page(String title, String message) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                </head>
                <body>
                <main>
                <h1>%1$s</h1>
                <p>%2$s</p>
                </main>
                </body>
                </html>
                """
                .formatted(title, message);
    }
}
