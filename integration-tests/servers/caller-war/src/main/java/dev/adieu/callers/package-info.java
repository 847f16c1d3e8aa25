/** What a server guards by roles: in a servlet, in Jakarta REST, in an enterprise bean. */
@NullMarked
package dev.adieu.callers;

import org.jspecify.annotations.NullMarked;
