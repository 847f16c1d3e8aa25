// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a Jakarta REST resource method, or on a class for all its resource methods: this call ends sessions.
 *
 * <p>The method runs first, still as the user. The sessions end after it returned normally with a status below 400; a
 * method that throws, or answers 4xx or 5xx, signs nobody out, and neither does a request filter that answered in its
 * place. An answer of the method's own (an entity, or a status other than 200 and 204) is kept; otherwise the caller
 * gets a {@link SignOutResult}, as a redirect, a page or JSON, whichever it expects.
 *
 * <p>The annotation is inherited: from the method that this one overrides in a superclass or implements from an
 * interface, and then from the class, its superclasses and its interfaces, in this order. It is read once, at
 * deployment; where it cannot work (on a sub-resource locator, on a method that sends Server-Sent Events, with a
 * {@code callbackUrl} that is no URL) the deployment is refused with the method's name, as far as the runtime tells Adieu
 * of the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SignOut {

    /**
     * The scheme to sign out of, by {@linkplain dev.adieu.spi.Scheme#name() name}. Empty: every scheme that recognises
     * the request. An unknown name is refused before the method runs.
     */
    String scheme() default "";

    /** Which sessions end, as seen from the caller. */
    Sessions sessions() default Sessions.CURRENT;

    /** Whether a page is led on to the next URL. False: it is shown that it is signed out, and JSON has no URL. */
    boolean redirect() default true;

    /**
     * Where to go afterwards: an absolute {@code http} or {@code https} URL, or a path on this origin that starts with
     * {@code /}. Empty: the scheme's login path, else the application's root. Not to be combined with
     * {@code redirect = false}.
     */
    String callbackUrl() default "";

    /**
     * Whether the caller is asked first. A GET that asks needs a POST on the same path of the same class that signs
     * out: annotated, or returning a {@link SignOutResult}.
     */
    Confirm confirm() default Confirm.ON_GET;

    /** The sessions of a sign-out, relative to the caller's own. */
    enum Sessions {
        /** The session that the request carries (each of them, should there be several). */
        CURRENT,
        /** Every session of the caller's subject except those that the request carries. */
        OTHERS,
        /** Every session of the caller's subject. */
        ALL
    }

    /** When a sign-out asks the user before it ends anything. */
    enum Confirm {
        /** A GET or HEAD ends nothing and asks; other methods end the session at once. */
        ON_GET,
        /**
         * Every call asks, until the answer to the question comes. What comes back is the question's form at the same
         * URL: its query is there, the fields of the call that was interrupted are not.
         */
        ALWAYS,
        /**
         * Nobody is asked. <strong>Unsafe on GET</strong>: browsers, mail scanners and chat previews follow links on
         * their own; a HEAD and a declared prefetch still end nothing.
         */
        NEVER
    }
}
