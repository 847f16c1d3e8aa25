// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

class TokenTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void has256RandomBits() {
        var asked = new int[1];
        var counting = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                asked[0] += bytes.length * 8;
                super.nextBytes(bytes);
            }
        };

        Token.random("alice", counting);

        assertThat(asked[0], is(256));
    }

    @Test
    void isNewEachTime() {
        var tokens = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            tokens.add(Token.random("alice", random).reveal());
        }

        assertThat(tokens, hasSize(10_000));
    }

    @Test
    void isRecognisedByItsHash() {
        var token = Token.random("alice", random);

        assertThat(Token.parse(token.reveal()).map(Token::hash), is(Optional.of(token.hash())));
        assertThat(token.hash().value(), not(containsString(token.reveal().substring(2))));
    }

    @Test
    void isAnEqualHashWhenReadAgain() {
        for (int i = 0; i < 1000; i++) {
            var hash = Token.random("user" + i, random).hash();
            var again = TokenHash.parse(hash.value());

            assertThat(again, is(hash));
            assertThat(again.hashCode(), is(hash.hashCode()));
            assertThat(again.value(), is(hash.value()));
            assertThat(again.bucket(), is(hash.bucket()));
        }
    }

    @Test
    void isAnotherHashInAnotherBucketOrWithAnotherBit() {
        var value = Token.random("alice", random).hash().value();
        var hashes = new HashSet<TokenHash>();
        for (int i = 0; i < value.length(); i++) {
            var other = new StringBuilder(value);
            other.setCharAt(i, value.charAt(i) == 'A' ? 'E' : 'A');
            hashes.add(TokenHash.parse(other.toString()));
        }

        hashes.remove(TokenHash.parse(value));
        assertThat(hashes, hasSize(value.length()));
    }

    @Test
    void tellsTheBucketOfTheSubjectAsTheSessionIdDoes() {
        var bucket = Bucket.of("alice");

        assertThat(Token.random("alice", random).hash().bucket(), is(bucket));
        assertThat(Bucket.of(bucket.newSessionId(random)), is(bucket));
    }

    @Test
    void spreadsSubjectsOverTheBuckets() {
        var buckets = new HashSet<Bucket>();
        for (int i = 0; i < 100_000; i++) {
            buckets.add(Bucket.of("user" + i));
        }

        assertThat(buckets, hasSize(4096));
    }

    @Test
    void showsNothing() {
        var token = Token.random("alice", random);

        assertThat(token.toString(), not(containsString(token.reveal().substring(0, 8))));
        assertThat(
                token.hash().toString(), not(containsString(token.hash().value().substring(0, 8))));
    }
}
