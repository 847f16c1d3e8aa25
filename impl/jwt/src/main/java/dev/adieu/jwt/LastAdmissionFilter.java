// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** The same question once more: Jakarta REST takes one filter of a class. */
record LastAdmissionFilter(AdmissionFilter admission) implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        admission.filter(request);
    }
}
