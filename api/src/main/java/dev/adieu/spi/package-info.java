/**
 * What modules implement: a {@link dev.adieu.spi.Scheme} finds the session of a request, a
 * {@link dev.adieu.spi.SessionStore} keeps and ends sessions, a {@link dev.adieu.spi.SignOutEffect} does one more thing
 * for those that have ended. Each is a CDI bean of its module; {@code adieu-core} finds them all and alone knows the
 * order in which they are called.
 */
@NullMarked
package dev.adieu.spi;

import org.jspecify.annotations.NullMarked;
