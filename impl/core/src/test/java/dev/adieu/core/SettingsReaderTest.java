// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.SettingsSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class SettingsReaderTest {
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(loader);
        System.clearProperty("adieu.login-path");
        System.clearProperty("adieu.schemes.Office.login-path");
    }

    @Test
    void aFileOnTheClassPathIsRead() {
        file("adieu.login-path=/from-the-file\nadieu.lifetime=1h\nadieu.schemes.Office.cookie=office\n");

        var settings = Settings.read(SettingsReader.ofProcess());

        assertThat(settings.loginPath(), is(Optional.of("/from-the-file")));
        assertThat(settings.lifetime(), is(Duration.ofHours(1)));
        assertThat(settings.schemes().get("Office").cookieName(), is("office"));
    }

    @Test
    void aSystemPropertyOverridesTheFileKeyByKey() {
        file("adieu.login-path=/from-the-file\nadieu.lifetime=1h\nadieu.schemes.Office.cookie=office\n");
        System.setProperty("adieu.login-path", "/from-a-property");
        System.setProperty("adieu.schemes.Office.login-path", "/office");

        var settings = Settings.read(SettingsReader.ofProcess());

        assertThat(settings.loginPath(), is(Optional.of("/from-a-property")));
        assertThat(settings.lifetime(), is(Duration.ofHours(1)));
        assertThat(settings.schemes().get("Office"), is(new Settings.FurtherScheme("office", Optional.of("/office"))));
    }

    /** SmallRye Config is on the class path of these tests. */
    @Test
    void microProfileConfigIsReadWhereItIs() {
        System.setProperty("adieu.login-path", "/by-microprofile");

        assertThat(MicroProfileSettings.isThere(), is(true));
        assertThat(Settings.read(SettingsReader.of(List.of())).loginPath(), is(Optional.of("/by-microprofile")));
        // From META-INF/microprofile-config.properties, which nothing else reads.
        assertThat(Settings.read(SettingsReader.of(List.of())).idleTimeout(), is(Duration.ofMinutes(7)));
    }

    @Test
    void theFileIsReadBesideMicroProfileConfigToo() {
        System.setProperty("adieu.login-path", "/by-microprofile");
        file("adieu.login-path=/from-the-file\nadieu.lifetime=1h\nadieu.schemes.Office.cookie=office\n");

        var settings = Settings.read(SettingsReader.of(List.of()));

        assertThat(settings.loginPath(), is(Optional.of("/by-microprofile")));
        assertThat(settings.lifetime(), is(Duration.ofHours(1)));
        assertThat(settings.schemes().get("Office").cookieName(), is("office"));
    }

    /** MicroProfile Config lists {@code ADIEU_OPENID_IDP_CLIENT_SECRET} so, and finds it by the name that is asked for. */
    @Test
    void aMemberOfAGroupMayComeFromAnEnvironmentVariable() {
        var values =
                Map.of("adieu.openid.idp.issuer", "https://idp.example", "adieu.openid.idp.client-secret", "s3cret");
        var reader =
                new SettingsReader(values::get, Set.of("adieu.openid.idp.issuer", "adieu.openid.idp.client.secret"));

        var groups = reader.named(
                "adieu.openid.",
                Set.of("issuer", "client-secret"),
                (name, prefix) -> reader.get(prefix + ".client-secret", "a text", text -> text));

        assertThat(groups, is(Map.of("idp", Optional.of("s3cret"))));
    }

    @Test
    void anApplicationsBeanOverridesAll() {
        System.setProperty("adieu.login-path", "/by-microprofile");
        SettingsSource bean = () -> Map.of("adieu.login-path", "/by-a-bean", "adieu.schemes.Office.cookie", "o");

        var settings = Settings.read(SettingsReader.of(List.of(bean)));

        assertThat(settings.loginPath(), is(Optional.of("/by-a-bean")));
        assertThat(settings.schemes().get("Office").cookieName(), is("o"));
    }

    private static void file(String text) {
        Thread.currentThread().setContextClassLoader(new ClassLoader(SettingsReaderTest.class.getClassLoader()) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals("adieu.properties")
                        ? new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))
                        : super.getResourceAsStream(name);
            }
        });
    }
}
