/** The sample application: how little an application needs to write. Start reading at {@code SignOuts}. */
@NullMarked
package dev.adieu.app;

import org.jspecify.annotations.NullMarked;
