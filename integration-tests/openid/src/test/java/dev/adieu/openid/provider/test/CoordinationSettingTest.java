// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.openid.provider.Grants.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What becomes of tokens of clients that say nothing of it themselves. S-24, BC-13. */
class CoordinationSettingTest {
    private static final Set<Kind> ALL = Set.of(Kind.AUTHORIZATION_CODE, Kind.REFRESH_TOKEN, Kind.ACCESS_TOKEN);

    @ParameterizedTest
    @CsvSource({"none, true, true", "except-offline, false, true", "all, false, false"})
    void saysWhatStays(String setting, boolean tokens, boolean offline) {
        try (var idp = ServedIdp.with(
                Map.of("adieu.openid-provider.coordinate-lifetimes", setting), Tokens.Beans.class, Tokens.class)) {
            var desk = idp.agent();
            desk.postForm("sign-in", Map.of("subject", "alice"));
            var sid = desk.postForm("authorize", Map.of("client_id", "app"))
                    .json()
                    .getString("sid");
            desk.postForm("authorize", Map.of("client_id", "free"));
            desk.postForm("authorize", Map.of("client_id", "strict"));
            var app = Tokens.issue("alice", sid, "app", false);
            var appOffline = Tokens.issue("alice", sid, "app", true);
            var free = Tokens.issue("alice", sid, "free", false);
            var strict = Tokens.issue("alice", sid, "strict", true);

            desk.post("sign-out");

            assertThat(app.alive(), is(tokens ? ALL : Set.of()));
            assertThat(appOffline.alive(), is(offline ? ALL : Set.of()));
            assertThat(free.alive(), is(ALL));
            assertThat(strict.alive(), is(Set.of()));
        }
    }
}
