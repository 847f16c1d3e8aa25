// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

/**
 * Makes the pages that a person sees: "do you want to sign out?", "you are signed out", "that did not work". A CDI bean
 * of this type replaces the built-in pages.
 *
 * <p>Called on the thread of the request; must be safe for many threads. What it throws makes the answer a 500, though
 * the sessions have ended.
 */
public interface SignOutPages {

    /**
     * The HTML of a page. Its Content Security Policy admits inline styles with the {@linkplain SignOutPage#nonce()
     * nonce}, a form that posts to this origin (and may be led on to where effects, callback
     * URLs and {@code adieu.leads-to} say), and nothing else: no scripts, no images, no frames.
     */
    String html(SignOutPage page);
}
