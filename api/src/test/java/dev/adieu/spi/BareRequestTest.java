// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

class BareRequestTest {
    @Test
    void findsHeadersWhateverTheirCase() {
        var request =
                request(Map.of("cookie", List.of("a=1"), "COOKIE", List.of("b=2"), "origin", List.of("https://x")));

        assertThat(request.getHeaders().get("Cookie"), containsInAnyOrder("a=1", "b=2"));
        assertThat(request.getHeaderString("Origin"), is("https://x"));
        assertThat(request.getHeaderString("Referer"), is(nullValue()));
    }

    @Test
    void keepsItsProperties() {
        var request = request(Map.of());

        request.setProperty("one", 1);
        request.setProperty("two", 2);
        request.removeProperty("one");

        assertThat(request.getProperty("one"), is(nullValue()));
        assertThat(request.getProperty("two"), is(2));
        assertThat(request.getPropertyNames(), contains("two"));
    }

    @Test
    void tellsWhereItGoesAndWhetherByTls() {
        var request = request(Map.of());

        assertThat(request.getUriInfo().getBaseUri(), is(URI.create("https://a.example/shop/")));
        assertThat(request.getUriInfo().getRequestUri(), is(URI.create("https://a.example//b.example/?x=1")));
        assertThat(request.getUriInfo().getAbsolutePath(), is(URI.create("https://a.example//b.example/")));
        assertThat(request.getSecurityContext().isSecure(), is(true));
        assertThat(request.getSecurityContext().getUserPrincipal(), is(nullValue()));
    }

    @Test
    void acceptsAnythingUnlessItSays() {
        assertThat(request(Map.of()).getAcceptableMediaTypes(), contains(MediaType.WILDCARD_TYPE));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThrows(
                UnsupportedOperationException.class, () -> request(Map.of()).getEntityStream());
    }

    private BareRequest request(Map<String, List<String>> headers) {
        return new BareRequest(
                "GET", URI.create("https://a.example/shop/"), URI.create("https://a.example//b.example/?x=1"), headers);
    }
}
