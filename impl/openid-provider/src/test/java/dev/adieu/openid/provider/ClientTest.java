// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ClientTest {

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void isRefused(String member, String uri, UnaryOperator<Client.Builder> how) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> how.apply(
                        Client.builder("shop").redirectUri("https://shop.example/cb"))
                .build());

        assertThat(refusal.getMessage(), containsString(member + " of client shop"));
        assertThat(refusal.getMessage(), containsString(uri));
    }

    static Stream<Arguments> isRefused() {
        return Stream.concat(
                Stream.of(
                                "/signed-out",
                                "https://shop.example/#x",
                                "javascript:alert(1)",
                                "JavaScript:alert(1)",
                                "data:text/html,x",
                                "http://shop.example/")
                        .map(uri -> arguments("post_logout_redirect_uris", uri, (UnaryOperator<Client.Builder>)
                                each -> each.postLogoutRedirectUri(uri))),
                Stream.concat(
                        Stream.of(
                                        "/front",
                                        "https://shop.example/front#x",
                                        "https://other.example/front",
                                        "https://shop.example:8443/front",
                                        "https://x,frame-src;b@shop.example/front",
                                        "http://shop.example/front")
                                .map(uri -> arguments("frontchannel_logout_uri", uri, (UnaryOperator<Client.Builder>)
                                        each -> each.frontChannel(uri, true))),
                        Stream.of(
                                        "/back",
                                        "https://shop.example/back#x",
                                        "http://shop.example/back",
                                        "mailto:a@b.example")
                                .map(uri -> arguments("backchannel_logout_uri", uri, (UnaryOperator<Client.Builder>)
                                        each -> each.backChannel(uri, true)))));
    }

    /** FC-1: a port that is not said is the scheme's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://shop.example:443/front", "https://SHOP.example/front", "https://shop.example/f?a=b"})
    void aFrameMayBeWhereCodesGo(String uri) {
        var client = Client.builder("shop")
                .redirectUri("https://shop.example/cb")
                .frontChannel(uri, true)
                .build();

        assertThat(client.frontChannel().orElseThrow().uri().toString(), is(uri));
    }

    @Test
    void whoKeepsASecretMayBeToldByPlainHttp() {
        var client = Client.builder("shop")
                .confidential()
                .redirectUri("http://shop.example/cb")
                .postLogoutRedirectUri("http://shop.example/out")
                .backChannel("http://shop.example/back", true)
                .build();

        assertThat(client.backChannel().isPresent(), is(true));
    }

    @Test
    void saysOfItselfWhatIsRegistered() {
        var client = Client.builder("shop")
                .redirectUri("https://shop.example/cb")
                .postLogoutRedirectUri("https://shop.example/out")
                .frontChannel("https://shop.example/front", true)
                .backChannel("https://shop.example/back", false)
                .build();

        assertThat(
                client.metadata(),
                is(Map.of(
                        "post_logout_redirect_uris",
                        List.of("https://shop.example/out"),
                        "frontchannel_logout_uri",
                        "https://shop.example/front",
                        "frontchannel_logout_session_required",
                        true,
                        "backchannel_logout_uri",
                        "https://shop.example/back",
                        "backchannel_logout_session_required",
                        false)));
        assertThat(Client.builder("quiet").build().metadata(), is(Map.of()));
    }

    /** RPI-9 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/Out",
                "https://shop.example/out/",
                "https://shop.example/out?",
                "https://shop.example/out?a=b",
                "https://shop.example/out#x",
                "https://shop.example:443/out",
                "https://SHOP.example/out",
                "HTTPS://shop.example/out",
                "https://shop.example/%6Fut",
                "https://shop.example/a/../out",
                "https://user@shop.example/out",
                "https://shop.example@evil.example/out",
                "https://shop.example.evil.example/out",
                "https://shop.example/out ",
                " https://shop.example/out",
                "https://shop.example\\out",
                "//shop.example/out",
                "/out",
                ""
            })
    void nothingButTheLetterIsRegistered(String uri) {
        var client = Client.builder("shop")
                .postLogoutRedirectUri("https://shop.example/out")
                .build();

        assertThat(client.registered("https://shop.example/out").isPresent(), is(true));
        assertThat(client.registered(uri).isPresent(), is(false));
    }

    @Test
    void secretsAreNotShown() {
        var client = Client.builder("shop").secret("hidden").build();

        assertThat(client.toString(), not(containsString(ClientCredentials.hash("hidden"))));
        assertThat(client.toString(), not(containsString("hidden")));
    }
}
