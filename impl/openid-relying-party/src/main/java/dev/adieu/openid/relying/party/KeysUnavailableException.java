// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import org.jspecify.annotations.Nullable;

/**
 * Whose logout token it is cannot be told: the provider's keys are not to be had, or were asked for too lately to ask for
 * one that is not among them.
 */
final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeysUnavailableException(@Nullable Throwable cause) {
        super("The keys of the provider cannot be had now", cause, false, false);
    }
}
