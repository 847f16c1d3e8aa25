/** Signing in with Jakarta Security and being remembered by it, on its own and however often. */
@NullMarked
package dev.adieu.remembering;

import org.jspecify.annotations.NullMarked;
