// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.URI;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** SM-4: whose pages may ask. */
class CheckSessionPageTest {

    private static String ancestors(Optional<String> referrer, Stream<Client> clients) {
        return new CheckSessionPage("x", clients, referrer).ancestors();
    }

    private static Stream<Client> many() {
        return IntStream.range(0, 1000).mapToObj(i -> Client.builder("c" + i)
                .redirectUri("https://c" + i + ".example/cb")
                .build());
    }

    @Test
    void areThoseOfEnabledClientsThatArePages() {
        var clients = Stream.of(
                Client.builder("shop")
                        .redirectUri("https://Shop.example:443/cb")
                        .redirectUri("https://shop.example/cb2")
                        .redirectUri("https://shop.example:8443/cb")
                        .build(),
                Client.builder("old")
                        .disabled()
                        .redirectUri("https://old.example/cb")
                        .build(),
                Client.builder("phone").redirectUri("com.example.phone:/cb").build(),
                Client.builder("robot").build());

        assertThat(ancestors(Optional.empty(), clients), is("https://shop.example https://shop.example:8443"));
    }

    @Test
    void areNobodyWhereNoClientHasPages() {
        assertThat(ancestors(Optional.of("https://shop.example/"), Stream.empty()), is("'none'"));
    }

    /** A header has an end. */
    @ParameterizedTest
    @CsvSource({
        "https://c7.example/page, https://c7.example",
        "https://evil.example/, 'none'",
        "https://c7.example:8443/, 'none'",
        "http://c7.example/, 'none'",
        "no url, 'none'"
    })
    void whereTheyAreTooManyIsTheOneThatAsks(String referrer, String expected) {
        assertThat(ancestors(Optional.of(referrer), many()), is(expected.equals("none") ? "'none'" : expected));
    }

    @Test
    void whereTheyAreTooManyAndNobodySaysWhoAsksIsNobody() {
        assertThat(ancestors(Optional.empty(), many()), is("'none'"));
    }

    @Test
    void clientsThatCannotBeListedSayWhatIsMissing() {
        Clients found = id -> Optional.empty();

        var refusal = assertThrows(UnsupportedOperationException.class, found::all);

        assertThat(refusal.getMessage(), containsString("adieu.openid-provider.check-session"));
    }

    /** As browsers tell it of a message. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://Shop.Example/cb", "https://shop.example:443", "https://shop.example/?a#b"})
    void anOriginIsAsBrowsersHaveIt(String url) {
        assertThat(Urls.origin(URI.create(url)), is("https://shop.example"));
    }
}
