// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Sessions of a Servlet container. {@link dev.adieu.servlet.HttpSessionScheme} keeps a session that the application began
 * in the {@code HttpSession}; {@link dev.adieu.servlet.ContainerScheme} makes sessions of the logins that the container
 * itself established. The web fragment registers {@link dev.adieu.servlet.RequestListener} and
 * {@link dev.adieu.servlet.SessionFilter}, which refuse what has ended anywhere in the application, and
 * {@link dev.adieu.servlet.SessionListener}, which tells Adieu what the container ends.
 */
@NullMarked
package dev.adieu.servlet;

import org.jspecify.annotations.NullMarked;
