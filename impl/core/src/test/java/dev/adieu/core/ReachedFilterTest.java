// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOut;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What a method returned, and what an exception was mapped to, as runtimes tell them apart. */
class ReachedFilterTest {
    private final Adieu adieu = new Adieu(
            Settings.read(new SettingsReader(key -> null, Set.of())),
            Clock.systemUTC(),
            new InMemorySessionStore(Clock.systemUTC()),
            List.of(),
            List.of(),
            Optional.empty(),
            event -> {},
            settled -> {},
            new Telemetries(List.of()));

    @Test
    void anAnswerCarriesTheAnnotationsOfItsMethod() {
        assertThat(returned("now", 204, annotations(Methods.class, "now")), is(true));
        assertThat(returned("now", 303), is(false));
        assertThat(returned("now", 400, annotations(Methods.class, "now")), is(false));
    }

    @Test
    void orThoseOfItsInterface() {
        assertThat(returned("byContract", 204, annotations(Contract.class, "byContract")), is(true));
        assertThat(returned("byContract", 204, annotations(Methods.class, "byContract")), is(true));
        assertThat(returned("byContract", 303), is(false));
    }

    @Test
    void orNoneAtAllWhenItIsAnsweredLaterOnRestEasy() {
        assertThat(returned("laterNothing", 204, (Annotation[]) null), is(true));
        assertThat(returned("laterResponse", 303, (Annotation[]) null), is(true));
        assertThat(returned("suspended", 204, (Annotation[]) null), is(true));
    }

    @Test
    void elseNoneAtAllIsMapped() {
        assertThat(returned("now", 204, (Annotation[]) null), is(false));
        assertThat(returned("laterNothing", 303, (Annotation[]) null), is(false));
        assertThat(returned("laterText", 303, (Annotation[]) null), is(false));
    }

    private boolean returned(String name, int status, Annotation @Nullable ... carried) {
        var request = Requests.post();
        var exchange = adieu.begin(request, "");
        var filter = new ReachedFilter(
                SignOutRule.read(Methods.class, method(Methods.class, name)).orElseThrow());

        filter.filter(request);
        filter.filter(
                request,
                new ContainerResponse(
                        (ContainerRequest) request, Response.status(status).build()) {
                    @Override
                    public Annotation @Nullable [] getEntityAnnotations() {
                        return carried;
                    }
                });

        return exchange.returned();
    }

    private static Annotation[] annotations(Class<?> type, String name) {
        return method(type, name).getDeclaredAnnotations();
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** With all that Jakarta REST has to know. */
    interface Contract {
        @POST
        @Path("by-contract")
        void byContract();
    }

    static class Methods implements Contract {
        @Override
        @SignOut
        public void byContract() {}

        @POST
        @SignOut
        public void now() {}

        @POST
        @SignOut
        public CompletionStage<Void> laterNothing() {
            return CompletableFuture.completedFuture(null);
        }

        @POST
        @SignOut
        public CompletionStage<String> laterText() {
            return CompletableFuture.completedFuture("");
        }

        @POST
        @SignOut
        public CompletionStage<Response> laterResponse() {
            return CompletableFuture.completedFuture(Response.noContent().build());
        }

        @POST
        @SignOut
        public void suspended(@Suspended AsyncResponse response) {}
    }
}
