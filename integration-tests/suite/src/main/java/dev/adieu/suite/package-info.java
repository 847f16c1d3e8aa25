/**
 * What the sample promises over HTTP, tested from outside. Knows a base URL only: a leaf provides a {@link
 * dev.adieu.suite.Server} as a service, and runs every {@code …IT} of this package.
 */
@NullMarked
package dev.adieu.suite;

import org.jspecify.annotations.NullMarked;
