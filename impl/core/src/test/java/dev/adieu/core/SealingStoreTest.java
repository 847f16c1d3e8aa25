// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a store outside the process gets of secrets. */
class SealingStoreTest {
    private static final Set<String> NOTHING = Set.of();
    private static final String OLD = key('o');
    private static final String NEW = key('n');

    private final InMemorySessionStore outside = new InMemorySessionStore(new MovingClock());
    private final NewSession alice = Sessions.of("alice").withSecrets(Map.of("refresh_token", "the very secret"));

    @Test
    void isSealedAndComesBackOpen() {
        var store = new SealingStore(outside, SecretKeys.parse(OLD));

        var created = store.create(alice, Limit.NONE, NOTHING);

        var kept = outside.find(alice.token()).orElseThrow().secrets();
        assertThat(kept.keySet(), is(Set.of("refresh_token")));
        assertThat(kept.get("refresh_token"), not(containsString("secret")));
        assertThat(created.accepted().orElseThrow().secrets(), is(alice.secrets()));
        assertThat(store.find(alice.token()).orElseThrow().secrets(), is(alice.secrets()));
        var ended = store.end(byId(alice.id()), SIGN_OUT, Set.of("revoke"));
        assertThat(ended.get(0).secrets(), is(alice.secrets()));
        assertThat(store.findEnded(alice.token()).orElseThrow().secrets(), is(alice.secrets()));
    }

    @Test
    void isNothingWithoutAKey() {
        var store = new SealingStore(outside, SecretKeys.NONE);

        store.create(alice, Limit.NONE, NOTHING);

        assertThat(outside.find(alice.token()).orElseThrow().secrets(), is(Map.of()));
        assertThat(store.find(alice.token()).map(found -> found.session().subject()), is(Optional.of("alice")));
    }

    @Test
    void isOpenedByAnOlderKeyAndSealedByTheFirst() {
        new SealingStore(outside, SecretKeys.parse(OLD)).create(alice, Limit.NONE, NOTHING);
        var rotated = new SealingStore(outside, SecretKeys.parse(NEW + ", " + OLD));
        var bob = Sessions.of("bob").withSecrets(alice.secrets());
        rotated.create(bob, Limit.NONE, NOTHING);
        var withoutTheOld = new SealingStore(outside, SecretKeys.parse(NEW));

        assertThat(rotated.find(alice.token()).orElseThrow().secrets(), is(alice.secrets()));
        assertThat(withoutTheOld.find(bob.token()).orElseThrow().secrets(), is(alice.secrets()));
        assertThat(withoutTheOld.find(alice.token()).orElseThrow().secrets(), is(Map.of()));
    }

    @Test
    void isOfNoUseInAnotherSessionOrUnderAnotherName() {
        var store = new SealingStore(outside, SecretKeys.parse(OLD));
        store.create(alice, Limit.NONE, NOTHING);
        var sealed = outside.find(alice.token()).orElseThrow().secrets().get("refresh_token");
        var eve = Sessions.of("eve").withSecrets(Map.of("refresh_token", sealed));
        outside.create(eve, Limit.NONE, NOTHING);

        assertThat(store.find(eve.token()).orElseThrow().secrets(), is(Map.of()));
        assertThat(SecretKeys.parse(OLD).open(alice.id(), Map.of("id_token", sealed)), is(Map.of()));
        var damaged = sealed.substring(0, sealed.length() - 2) + (sealed.endsWith("AA") ? "BB" : "AA");
        assertThat(SecretKeys.parse(OLD).open(alice.id(), Map.of("refresh_token", damaged)), is(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "no Base64 at all!", "c2hvcnQ=,"})
    void aKeyThatIsNoneIsRefusedWithoutBeingQuoted(String keys) {
        var reader = new SettingsReader(Map.of("adieu.secret-keys", keys)::get, Set.of());

        var refusal = assertThrows(IllegalArgumentException.class, () -> Settings.read(reader));

        assertThat(
                refusal.getMessage(),
                allOf(containsString("adieu.secret-keys"), containsString("32 bytes"), not(containsString(keys))));
    }

    private static String key(char letter) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(letter).repeat(32).getBytes());
    }
}
