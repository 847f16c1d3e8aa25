// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class ContextPathTest {

    @ParameterizedTest
    @CsvSource({
        "/shop/api/, /shop",
        "/shop/api/admin/, /shop",
        "/api/, ''",
        "/shop/, /shop",
        "/, ''",
        "/capi/, /capi",
        "/shop/other/, /shop/other"
    })
    void isTheSameForEveryApplicationOfADeployment(String base, String contextPath) {
        var request = Requests.post(URI.create("http://localhost:8080" + base));

        ContextPath.note(ContextPath.applicationPath(List.of("api", "api/admin", "", "x"), request), request);

        assertThat(new ContextPath(Optional.empty()).of(request), is(contextPath));
    }
}
