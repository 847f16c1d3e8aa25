// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SignOut;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.stream.Stream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Where the annotation may stand, and where it is refused. */
class PlacementTest {

    static Stream<Arguments> effective() {
        return Stream.of(
                Arguments.of(OnMethod.class, "placed/out"),
                Arguments.of(OnClass.class, "placed/out"),
                Arguments.of(OnSuperclassMethod.class, "placed/out"),
                Arguments.of(OnSuperclass.class, "placed/out"),
                Arguments.of(OnInterfaceMethod.class, "placed/out"),
                Arguments.of(OnInterface.class, "placed/out"),
                Arguments.of(OnGenericInterfaceMethod.class, "placed/out"),
                Arguments.of(OnSubResource.class, "placed/sub/out"),
                Arguments.of(OnSubResourceClass.class, "placed/sub/out"));
    }

    @ParameterizedTest
    @MethodSource("effective")
    void worksHere(Class<?> resource, String path) {
        try (var served = Served.with(Account.class, resource).start()) {
            var alice = served.agent().signedIn("alice");

            var reply = alice.post(path);

            assertThat(reply.status(), is(200));
            assertThat(reply.expiresCookie(), is(true));
            assertThat(alice.subject(), is(""));
        }
    }

    @ParameterizedTest
    @MethodSource("effective")
    void reachesNoOtherMethod(Class<?> resource, String path) {
        try (var served = Served.with(Account.class, resource, Other.class).start()) {
            var alice = served.agent().signedIn("alice");

            assertThat(alice.post("other").status(), is(204));

            assertThat(alice.subject(), is("alice"));
        }
    }

    @Test
    void overloadsKeepToThemselves() {
        try (var served = Served.with(Account.class, Overloads.class).start()) {
            var alice = served.agent().signedIn("alice");

            assertThat(alice.postForm("overloads/text", Map.of("a", "b")).status(), is(204));
            assertThat(alice.subject(), is("alice"));

            assertThat(alice.post("overloads/object").status(), is(200));
            assertThat(alice.subject(), is(""));
        }
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedHere(Class<?> resource, Matcher<String> message) {
        var refusal = assertThrows(
                RuntimeException.class,
                () -> Served.with(Account.class, resource).start().close());

        var texts = Stream.<Throwable>iterate(refusal, t -> t != null, Throwable::getCause)
                .map(Throwable::toString)
                .reduce("", (a, b) -> a + "\n" + b);
        assertThat(texts, message);
    }

    static Stream<Arguments> isRefusedHere() {
        return Stream.of(
                Arguments.of(OnLocator.class, allOf(containsString("OnLocator.sub"), containsString("locator"))),
                Arguments.of(OnLocatorAlone.class, containsString("OnLocatorAlone.sub")),
                Arguments.of(OnHelper.class, containsString("OnHelper.help")),
                Arguments.of(OnEvents.class, allOf(containsString("OnEvents.events"), containsString("Server-Sent"))),
                Arguments.of(NoUrl.class, allOf(containsString("NoUrl.out"), containsString("not a url"))),
                Arguments.of(ScriptUrl.class, allOf(containsString("javascript:alert(1)"), containsString("allowed"))),
                Arguments.of(Contradiction.class, allOf(containsString("redirect=false"), containsString("/bye"))));
    }

    @Path("placed")
    @RequestScoped
    public static class OnMethod {
        @POST
        @Path("out")
        @SignOut
        public void out() {}
    }

    @Path("placed")
    @RequestScoped
    @SignOut
    public static class OnClass {
        @POST
        @Path("out")
        public void out() {}
    }

    public static class Base {
        @SignOut
        @POST
        @Path("out")
        public void out() {}
    }

    @Path("placed")
    @RequestScoped
    public static class OnSuperclassMethod extends Base {
        @Override
        public void out() {}
    }

    @SignOut
    public static class AnnotatedBase {}

    @Path("placed")
    @RequestScoped
    public static class OnSuperclass extends AnnotatedBase {
        @POST
        @Path("out")
        public void out() {}
    }

    public interface Out {
        @SignOut
        @POST
        @Path("out")
        void out();
    }

    @Path("placed")
    @RequestScoped
    public static class OnInterfaceMethod implements Out {
        @Override
        public void out() {}
    }

    @SignOut
    public interface Annotated {}

    @Path("placed")
    @RequestScoped
    public static class OnInterface implements Annotated {
        @POST
        @Path("out")
        public void out() {}
    }

    public interface Generic<T> {
        @SignOut
        void out(T body);
    }

    @Path("placed")
    @RequestScoped
    public static class OnGenericInterfaceMethod implements Generic<String> {
        @Override
        @POST
        @Path("out")
        public void out(String body) {}
    }

    @Path("placed")
    @RequestScoped
    public static class OnSubResource {
        @Path("sub")
        public Sub sub() {
            return new Sub();
        }
    }

    public static class Sub {
        @POST
        @Path("out")
        @SignOut
        public void out() {}
    }

    @Path("placed")
    @RequestScoped
    public static class OnSubResourceClass {
        @Path("sub")
        public Class<SubClass> sub() {
            return SubClass.class;
        }
    }

    @SignOut
    @RequestScoped
    public static class SubClass {
        @POST
        @Path("out")
        public void out() {}
    }

    @Path("other")
    @RequestScoped
    public static class Other {
        @POST
        public void post() {}
    }

    @Path("placed")
    @RequestScoped
    public static class OnLocator {
        @Path("sub")
        @SignOut
        public Sub sub() {
            return new Sub();
        }

        @POST
        public void post() {}
    }

    @Path("placed")
    @RequestScoped
    public static class OnLocatorAlone {
        @Path("sub")
        @SignOut
        public Sub sub() {
            return new Sub();
        }
    }

    @Path("overloads")
    @RequestScoped
    public static class Overloads {
        @POST
        @Path("object")
        @SignOut
        public void out(Object body) {}

        @POST
        @Path("text")
        public void out(String body) {}

        @POST
        @Path("both")
        public void out(String body, @HeaderParam("X") String header) {}
    }

    @Path("placed")
    @RequestScoped
    public static class OnHelper {
        @POST
        public void post() {
            help();
        }

        @SignOut
        void help() {}
    }

    @Path("placed")
    @RequestScoped
    public static class OnEvents {
        @GET
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @SignOut(confirm = SignOut.Confirm.NEVER)
        public void events(@Context SseEventSink sink) {}
    }

    @Path("placed")
    @RequestScoped
    public static class NoUrl {
        @POST
        @SignOut(callbackUrl = "not a url")
        public void out() {}
    }

    @Path("placed")
    @RequestScoped
    public static class ScriptUrl {
        @POST
        @SignOut(callbackUrl = "javascript:alert(1)")
        public void out() {}
    }

    @Path("placed")
    @RequestScoped
    public static class Contradiction {
        @POST
        @SignOut(redirect = false, callbackUrl = "/bye")
        public void out() {}
    }
}
