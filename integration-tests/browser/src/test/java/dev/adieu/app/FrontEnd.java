// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** The application's own CORS filter, as any is: lets the front end of the setting {@code adieu.sample.front-end} read. */
@Provider
public class FrontEnd implements ContainerResponseFilter {
    private static final String ORIGIN = System.getProperty("adieu.sample.front-end", "");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (ORIGIN.equals(request.getHeaderString("Origin"))) {
            response.getHeaders().putSingle("Access-Control-Allow-Origin", ORIGIN);
            response.getHeaders().putSingle("Access-Control-Allow-Credentials", "true");
            response.getHeaders().add("Vary", "Origin");
        }
    }
}
