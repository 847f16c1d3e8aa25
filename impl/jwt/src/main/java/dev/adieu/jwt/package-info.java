// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Sessions of callers whom MicroProfile JWT knows by a bearer token. A token cannot be taken back: it is good wherever its
 * signature is, until it expires. So each becomes a session when it is first seen, as long as it is valid, and what has
 * ended is remembered in the store until the token would have expired.
 *
 * <p>{@link dev.adieu.jwt.BearerFeature} registers {@link dev.adieu.jwt.AdmissionFilter}, which asks
 * {@link dev.adieu.jwt.Admission} whether a token may come in, before anything else sees its caller.
 * {@link dev.adieu.jwt.NotBefore} knows the tokens that no store has seen and that are worth nothing all the same.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-jwt-auth-2.1/microprofile-jwt-auth-spec-2.1.html">
 *     MicroProfile JWT Authentication 2.1</a>
 */
@NullMarked
package dev.adieu.jwt;

import org.jspecify.annotations.NullMarked;
