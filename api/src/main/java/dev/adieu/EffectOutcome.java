// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import org.jspecify.annotations.Nullable;

/**
 * How one effect of a sign-out went.
 *
 * @param effect the effect's name
 * @param failure null unless it failed, else the kind of failure, for example the exception's class name; never a
 *     message that might quote a secret
 * @param outstanding true when it is still to be done: it has been begun, or has failed and will be tried again
 */
public record EffectOutcome(String effect, @Nullable String failure, boolean outstanding) {

    /** Whether it is done, and succeeded. */
    public boolean ok() {
        return failure == null && !outstanding;
    }
}
