// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import org.jspecify.annotations.Nullable;

/**
 * What a resource method returns to answer with {@code adieu.js}.
 *
 * @param version which version of it the page names; null for none
 */
public record BrowserModule(@Nullable String version) {}
