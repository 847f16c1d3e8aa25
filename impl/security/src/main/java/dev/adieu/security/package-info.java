// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Adieu's sessions as callers of Jakarta Security: {@link dev.adieu.security.SessionMechanism} tells the container who is
 * signed in, so that servlets, Jakarta Faces and {@code @RolesAllowed} see them.
 */
@NullMarked
package dev.adieu.security;

import org.jspecify.annotations.NullMarked;
