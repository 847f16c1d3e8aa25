/**
 * The order of a sign-out, and nothing else knows it: {@code Exchange} finds the caller, {@code Question} asks where that
 * is wanted, {@code Decisions} decides what a sign-out would do, {@code Pipeline} does it, {@code Answer} tells. Applications see {@code dev.adieu} only;
 * this package is public where Jakarta REST and store tests need it.
 */
@NullMarked
package dev.adieu.core;

import org.jspecify.annotations.NullMarked;
