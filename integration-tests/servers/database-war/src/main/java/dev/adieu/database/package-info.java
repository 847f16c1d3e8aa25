/** A resource whose transaction fails. */
@NullMarked
package dev.adieu.database;

import org.jspecify.annotations.NullMarked;
