/**
 * What the sample promises over HTTP, tested from outside. Knows a base URL only: a leaf provides a {@link
 * dev.adieu.suite.Server} as a service, and runs every {@code …IT} of this package. What holds for one scheme only is
 * tagged: {@code cookies} for Adieu's own cookie, {@code sign-in} where the sample signs in, {@code servlet} for
 * sessions of a Servlet server, {@code container} where that server signs in,
 * {@code callers} where it is told of
 * Adieu's sessions, {@code devices} where a subject has several sessions, {@code shared} where a server gives
 * them one credential; {@code neighbour} where the sample
 * is there twice; {@code matrix} for what tries everything with everything, and needs no second scheme.
 */
@NullMarked
package dev.adieu.suite;

import org.jspecify.annotations.NullMarked;
