// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.core.CookieNaming.Cookie;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class CookieNamingTest {
    private static final Map<ContainerRequestContext, Cookie> WITHOUT_ORIGIN = new LinkedHashMap<>();

    static {
        WITHOUT_ORIGIN.put(withoutHost(), new Cookie("__Host-session", true));
        WITHOUT_ORIGIN.put(to("http://localhost:8080/"), new Cookie("session-8080", false));
        WITHOUT_ORIGIN.put(to("http://localhost:9090/"), new Cookie("session-9090", false));
        WITHOUT_ORIGIN.put(to("https://localhost:8080/"), new Cookie("__Host-session", true));
        WITHOUT_ORIGIN.put(to("http://localhost:8080/shop/"), new Cookie("session-shop-8080", false));
        WITHOUT_ORIGIN.put(to("http://app.example/shop/"), new Cookie("__Host-session-shop", true));
    }

    @Test
    void goesByEachRequestAndByNoneBefore() {
        // Each is the first that is asked about once.
        for (var first : WITHOUT_ORIGIN.keySet()) {
            var naming = naming(Set.of());
            assertThat(naming.of(first), is(WITHOUT_ORIGIN.get(first)));

            var all = new ArrayList<>(WITHOUT_ORIGIN.keySet());
            for (int i = 0; i < 10; i++) {
                Collections.shuffle(all, new Random(i));
                all.forEach(request -> assertThat(naming.of(request), is(WITHOUT_ORIGIN.get(request))));
            }
        }
    }

    @Test
    void goesByTheOriginThatTheHostNames() {
        var naming = naming(Set.of(
                Origin.parse("https://app.example").orElseThrow(),
                Origin.parse("http://localhost:8080").orElseThrow()));

        assertThat(naming.of(to("http://app.example/")), is(new Cookie("__Host-session", true)));
        assertThat(naming.of(to("http://localhost:8080/")), is(new Cookie("session-8080", false)));
        assertThat(naming.of(to("http://localhost:9090/")), is(new Cookie("__Host-session", true)));
    }

    /** V3.3.1 */
    @Test
    void plainHttpFromElsewhereIsNotSafeBecauseASettingNamesIt() {
        var elsewhere = naming(Set.of(Origin.parse("http://shop.example").orElseThrow()));
        var here = naming(Set.of(Origin.parse("http://localhost:8080").orElseThrow()));
        var safe = naming(Set.of(Origin.parse("https://shop.example").orElseThrow()));

        assertThat(elsewhere.isIssuable(to("http://shop.example/")), is(false));
        assertThat(here.isIssuable(to("http://shop.example/")), is(false));
        assertThat(here.isIssuable(to("https://shop.example/")), is(false));
        assertThat(here.isIssuable(to("http://localhost:8080/")), is(true));
        var proxied = to("http://localhost:8080/");
        proxied.getHeaders().putSingle("X-Forwarded-Proto", "https");
        assertThat(here.isIssuable(proxied), is(false));
        assertThat(safe.isIssuable(to("http://shop.example/")), is(true));
    }

    private static CookieNaming naming(Set<Origin> origins) {
        return new CookieNaming("session", new PublicOrigin(origins), new ContextPath(Optional.empty()));
    }

    private static ContainerRequestContext to(String root) {
        return Requests.post(URI.create(root));
    }

    private static ContainerRequestContext withoutHost() {
        var request = to("http://localhost:8080/");
        request.getHeaders().remove("Host");
        return request;
    }
}
