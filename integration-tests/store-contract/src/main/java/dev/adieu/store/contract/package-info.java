/** The test that every {@link dev.adieu.spi.SessionStore} passes: extend it, and hand it an empty store. */
@NullMarked
package dev.adieu.store.contract;

import org.jspecify.annotations.NullMarked;
