// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers logout requests that do not say what they are, as those that are no forms: Jersey would look for a parameter in
 * them, and fail. Found by itself as a provider and as a service.
 */
@Provider
public final class LogoutTokenFeature implements DynamicFeature {
    /** For Jakarta REST. */
    public LogoutTokenFeature() {}

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (RelyingPartyResource.class.isAssignableFrom(resource.getResourceClass())
                && resource.getResourceMethod().getName().equals("backChannelLogout")) {
            context.register(new Untyped());
        }
    }

    private static final class Untyped implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getMediaType() == null) {
                request.abortWith(RelyingPartyResource.noForm());
            }
        }
    }
}
