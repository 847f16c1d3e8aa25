// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** A form whose body is gone: login mechanisms of a server look for parameters of their own, and only it has them then. */
final class ServletForm {
    private ServletForm() {}

    /** The values of a parameter; none where it may be one of the query. */
    static List<String> values(String name) {
        var request = CDI.current().select(HttpServletRequest.class);
        return request.isResolvable() ? values(request.get(), name) : List.of();
    }

    private static List<String> values(HttpServletRequest request, String name) {
        var query = Optional.ofNullable(request.getQueryString()).orElse("");
        return query.contains(name)
                ? List.of()
                : Optional.ofNullable(request.getParameterValues(name))
                        .map(List::of)
                        .orElse(List.of());
    }
}
