// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

/**
 * Asks the user whether to sign out. Returned from a resource method, it becomes what a GET with {@link SignOut @SignOut}
 * answers: the confirmation page for a navigation, whose form posts to the same URL; the way on for a navigation without
 * a session; 405 {@code confirmation_required} for everything else. Nothing ends.
 *
 * @param options what the sign-out would do, for the page's words and for where it leads
 */
public record SignOutQuestion(SignOutOptions options) {}
