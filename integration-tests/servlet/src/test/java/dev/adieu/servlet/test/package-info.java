// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** What a Servlet container and Adieu make of each other: logins, sessions, and what may go wrong between them. */
@NullMarked
package dev.adieu.servlet.test;

import org.jspecify.annotations.NullMarked;
