// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import dev.adieu.spi.Bucket;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.TokenHash;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is not allowed is refused when the value is made, and the refusal names it. */
class BadInputTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                refusal("subject", () -> SignIn.of("")),
                refusal("subject", () -> SignIn.of("  ")),
                refusal("256", () -> SignIn.of("x".repeat(256))),
                refusal("role", () -> SignIn.of("alice", "admin", " ")),
                refusal("issuer", () -> new FederatedLink("", "sub", null)),
                refusal("sid", () -> new FederatedLink("https://op.example", "sub", "")),
                refusal("'no such id!'", () -> new SessionId("no such id!")),
                refusal("'A B'", () -> new Bucket("A B")),
                refusal("of 4", () -> TokenHash.parse("AAAA")),
                refusal("45 base64url characters", () -> TokenHash.parse("A".repeat(44) + "B")),
                refusal("45 base64url characters", () -> TokenHash.parse("A".repeat(44) + "=")),
                refusal("45 base64url characters", () -> TokenHash.parse("A".repeat(44) + "é")),
                refusal("a??FORGED", () -> new SessionId("a\r\nFORGED")),
                refusal("'Password changed'", () -> new Reason("Password changed")),
                refusal("0", () -> Page.first(0)),
                refusal("1001", () -> Page.first(1001)),
                refusal("0", () -> new Limit(0, Limit.WhenReached.END_OLDEST)),
                refusal("PT-1S", () -> session(Duration.ofSeconds(-1), Duration.ofHours(1))),
                refusal("PT0S", () -> session(Duration.ofMinutes(1), Duration.ZERO)),
                refusal("javascript:alert(1)", () -> callback("javascript:alert(1)")),
                refusal("//evil.example", () -> callback("//evil.example")),
                refusal("relative", () -> callback("relative")),
                refusal("https:", () -> callback("https:opaque")),
                refusal("requestedUrl='/b'", () -> SignOutOptions.builder()
                        .callbackUrl(URI.create("/a"))
                        .requestedUrl("/b")
                        .build()),
                refusal("sessions=ALL", () -> SignOutOptions.builder()
                        .sessions(SignOut.Sessions.ALL)
                        .selector(SessionSelector.everyone())
                        .build()),
                refusal("'oops'", () -> new SignOutResult(false, "oops", null)),
                refusal("store_unavailable", () -> new SignOutResult(true, "store_unavailable", null)),
                refusal("ok=false", () -> new SignOutResult(false, null, null)),
                refusal("subject", () -> SessionSelector.bySubject("")),
                refusal("header", () -> new ResponseChange.SetHeader("X-A", "a\r\nSet-Cookie: b=c")),
                refusal("header name", () -> new ResponseChange.SetHeader("X A", "a")),
                refusal("cookie name", () -> new ResponseChange.SetCookie("a=b", "c", true)),
                refusal("cookie", () -> new ResponseChange.SetCookie("a", "b;c", true)),
                refusal("cookie name", () -> new ResponseChange.SetPublicCookie("a b", "c")),
                refusal("cookie", () -> new ResponseChange.SetPublicCookie("a", "b; HttpOnly")),
                refusal("path", () -> new ResponseChange.ExpireCookie("a", "/; Domain=x", null, true)),
                refusal("domain", () -> new ResponseChange.ExpireCookie("a", "/", "x\ny", true)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedByName(String named, Executable what) {
        var refusal = assertThrows(IllegalArgumentException.class, what);

        assertThat(refusal.getMessage(), containsString(named));
    }

    @Test
    void aNullSubjectIsRefusedByName() {
        @SuppressWarnings("NullAway")
        var refusal = assertThrows(NullPointerException.class, () -> SignIn.of(null));

        assertThat(refusal.getMessage(), containsString("subject"));
    }

    private static Arguments refusal(String named, Executable what) {
        return Arguments.of(named, what);
    }

    private static SignOutOptions callback(String url) {
        return SignOutOptions.builder().callbackUrl(URI.create(url)).build();
    }

    private static NewSession session(Duration idleTimeout, Duration lifetime) {
        return new NewSession(
                new SessionId("AAAA"),
                TokenHash.parse("A".repeat(45)),
                "alice",
                Set.of(),
                "Cookies",
                Map.of(),
                Set.of(),
                Map.of(),
                idleTimeout,
                lifetime,
                Duration.ZERO);
    }
}
