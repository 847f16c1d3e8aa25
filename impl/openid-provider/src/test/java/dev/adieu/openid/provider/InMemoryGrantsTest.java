// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.openid.provider.Grants.Kind;
import dev.adieu.openid.provider.InMemoryGrants.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class InMemoryGrantsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private Instant now = Instant.EPOCH;
    private final InMemoryGrants grants = new InMemoryGrants(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });
    private final Grant grant = grants.begin("shop", "alice", "s1", false);
    private final String refresh = grants.issue(Kind.REFRESH_TOKEN, grant, HOUR).orElseThrow();
    private final String access =
            grants.issue(Kind.ACCESS_TOKEN, grant, HOUR.dividedBy(2)).orElseThrow();

    private boolean isGood(Kind kind, String token) {
        return grants.find(kind, token).isPresent();
    }

    @Test
    void aTokenIsOfItsKindAloneAndExpires() {
        assertThat(grants.grant(Kind.REFRESH_TOKEN, refresh), is(Optional.of(grant)));
        assertThat(grants.grant(Kind.ACCESS_TOKEN, refresh), is(Optional.empty()));
        assertThat(grants.find(Kind.ACCESS_TOKEN, access), is(Optional.of(new Grants.Issued("shop", true))));

        now = now.plus(HOUR.dividedBy(2));

        assertThat(isGood(Kind.ACCESS_TOKEN, access), is(false));
        assertThat(isGood(Kind.REFRESH_TOKEN, refresh), is(true));
    }

    /** A refresh that was under way. */
    @Test
    void aGrantThatIsRevokedIssuesNothingMore() {
        grants.revoke(GrantQuery.builder().sid("s1").build());

        assertThat(grants.issue(Kind.REFRESH_TOKEN, grant, HOUR), is(Optional.empty()));
        assertThat(isGood(Kind.ACCESS_TOKEN, access) || isGood(Kind.REFRESH_TOKEN, refresh), is(false));
    }

    @Test
    void aGrantThatHasIssuedNothingYetIsRevokedToo() {
        var begun = grants.begin("shop", "alice", "s1", false);
        grants.begin("blog", "bob", "s2", false);

        grants.revoke(GrantQuery.builder().sid("s1").build());

        assertThat(grants.issue(Kind.AUTHORIZATION_CODE, begun, HOUR), is(Optional.empty()));
    }

    /** TR-4 */
    @Test
    void withTheRefreshTokenGoesTheGrant() {
        grants.revoke(Kind.ACCESS_TOKEN, access);
        assertThat(isGood(Kind.REFRESH_TOKEN, refresh), is(true));

        var another = grants.issue(Kind.ACCESS_TOKEN, grant, HOUR).orElseThrow();
        grants.revoke(Kind.REFRESH_TOKEN, refresh);

        assertThat(isGood(Kind.ACCESS_TOKEN, another), is(false));
        assertThat(grants.issue(Kind.REFRESH_TOKEN, grant, HOUR), is(Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource
    void areRevokedAsFarAsTheyAreSelected(GrantQuery which, boolean selected) {
        grants.revoke(which);

        assertThat(isGood(Kind.REFRESH_TOKEN, refresh), is(!selected));
    }

    static Stream<Arguments> areRevokedAsFarAsTheyAreSelected() {
        return Stream.of(
                arguments(GrantQuery.builder().subject("alice").build(), true),
                arguments(GrantQuery.builder().subject("bob").build(), false),
                arguments(GrantQuery.builder().sid("s1").subject("bob").build(), false),
                arguments(GrantQuery.builder().sid("s2").build(), false),
                arguments(GrantQuery.builder().clients(Set.of("blog", "shop")).build(), true),
                arguments(GrantQuery.builder().sid("s1").clients(Set.of("blog")).build(), false),
                arguments(
                        GrantQuery.builder()
                                .sid("s1")
                                .kinds(Kind.ACCESS_TOKEN, Kind.CONSENT)
                                .build(),
                        false));
    }

    /** BC-13 */
    @Test
    void offlineAccessIsMeantOnlyWhereThatIsSaid() {
        var offline = grants.begin("shop", "alice", "s1", true);
        var token = grants.issue(Kind.REFRESH_TOKEN, offline, HOUR).orElseThrow();

        grants.revoke(GrantQuery.builder().subject("alice").build());
        assertThat(isGood(Kind.REFRESH_TOKEN, token), is(true));
        grants.revoke(GrantQuery.builder().subject("alice").offline(true).build());

        assertThat(isGood(Kind.REFRESH_TOKEN, token), is(false));
    }

    @Test
    void consentsAreOfNoSession() {
        grants.consent("alice", "shop");
        grants.consent("alice", "blog");

        grants.revoke(GrantQuery.builder().sid("s1").kinds(Kind.CONSENT).build());
        assertThat(grants.hasConsent("alice", "shop"), is(true));
        grants.revoke(GrantQuery.builder()
                .subject("alice")
                .clients(Set.of("shop"))
                .kinds(Kind.CONSENT)
                .build());

        assertThat(grants.hasConsent("alice", "shop"), is(false));
        assertThat(grants.hasConsent("alice", "blog"), is(true));
        assertThat(isGood(Kind.REFRESH_TOKEN, refresh), is(true));
    }

    @Test
    void whatHasExpiredIsForgotten() {
        now = now.plus(HOUR);
        grants.begin("shop", "alice", "s2", false);

        assertThat(grants.issue(Kind.ACCESS_TOKEN, grant, HOUR), is(Optional.empty()));
    }

    @Test
    void everythingOfEverybodyIsNotSelected() {
        assertThrows(IllegalArgumentException.class, () -> GrantQuery.builder().build());
        assertThrows(IllegalArgumentException.class, () -> new GrantQuery("alice", null, Set.of(), Set.of(), false));
    }
}
