// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Has every bearer token looked at before the method that it calls. Found by itself as a provider and as a service, as
 * Adieu itself is; an application on a runtime that looks for neither lists this class.
 */
@Provider
public final class BearerFeature implements DynamicFeature {
    /** After whatever authenticates in the container's place, and before Adieu says who calls. */
    private static final int ADMISSION = Priorities.AUTHENTICATION + 400;

    /** After whatever authorises, and before Adieu notes that the method is reached. */
    private static final int LAST = Integer.MAX_VALUE - 1;

    /** For Jakarta REST. */
    public BearerFeature() {}

    @Override
    public void configure(ResourceInfo method, FeatureContext context) {
        var admission = new AdmissionFilter();
        context.register(admission, ADMISSION);
        context.register(new LastAdmissionFilter(admission), LAST);
    }
}
