// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * A ready endpoint that serves {@code adieu.js}, the browser's side of signing out: an ECMAScript module without
 * dependencies. Switched on by a public subclass that gives it a path and only inherits:
 *
 * <pre>{@code
 * @Path("adieu.js")
 * public class Script extends BrowserModuleResource {}
 * }</pre>
 *
 * <p>On Servlet servers the module is also {@code /adieu.js} of the application, and its types {@code /adieu.d.ts}.
 */
public abstract class BrowserModuleResource {

    /** For the subclass. */
    protected BrowserModuleResource() {}

    /**
     * The module.
     *
     * @param version that of Adieu, for browsers to keep the module for good; with another, or none, they ask each time
     *     whether it has changed
     */
    @GET
    public BrowserModule script(@QueryParam("v") @Nullable String version) {
        return new BrowserModule(version);
    }
}
