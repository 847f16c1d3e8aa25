// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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

    @Test
    void anApplicationThatJerseyWrapsTellsItsPath() {
        assertThat(ContextPath.applicationPath(new Wrapper()), is(Optional.of("api")));
        assertThat(ContextPath.applicationPath(new Shop()), is(Optional.of("api")));
        assertThat(ContextPath.applicationPath(new Application()), is(Optional.empty()));
    }

    @ApplicationPath("/api/*")
    private static final class Shop extends Application {}

    /** As {@code org.glassfish.jersey.server.ResourceConfig} has it. */
    public static final class Wrapper extends Application {
        /** Whom it stands for. */
        public Application getApplication() {
            return new Shop();
        }
    }
}
