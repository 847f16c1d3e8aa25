// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.jdbc.JdbcLookUp;
import dev.adieu.redis.RedisLookUp;

/** What a store costs beside a bare command and beside the alternative, with so many other sessions in it. */
public final class Ratios {
    private static final int ROUNDS = 20_000;

    private Ratios() {}

    /** The first argument: how many other sessions. */
    public static void main(String... arguments) throws Exception {
        var others = Integer.parseInt(arguments[0]);
        var redis = new RedisLookUp();
        redis.others = others;
        redis.start();
        try {
            new Interleaved(ROUNDS)
                    .with("GET", redis::bareGet)
                    .with("find", redis::find)
                    .print("Redis, look-up beside %,d others".formatted(others));
            new Interleaved(ROUNDS)
                    .with("find", redis::find)
                    .with("alternative's find", redis::alternativeFind)
                    .print("Redis, look-up beside %,d others".formatted(others));
            new Interleaved(ROUNDS / 10)
                    .with("sign in and out", redis::signInAndOut)
                    .with("alternative's", redis::alternativeSignInAndOut)
                    .print("Redis, one session beside %,d others".formatted(others));
        } finally {
            redis.stop();
        }
        var jdbc = new JdbcLookUp();
        jdbc.others = others;
        jdbc.start();
        try {
            new Interleaved(ROUNDS)
                    .with("SELECT", jdbc::bareSelect)
                    .with("find", jdbc::find)
                    .print("PostgreSQL, look-up beside %,d others".formatted(others));
            new Interleaved(ROUNDS)
                    .with("find", jdbc::find)
                    .with("alternative's find", jdbc::alternativeFind)
                    .print("PostgreSQL, look-up beside %,d others".formatted(others));
            new Interleaved(ROUNDS / 10)
                    .with("sign in and out", jdbc::signInAndOut)
                    .with("alternative's", jdbc::alternativeSignInAndOut)
                    .print("PostgreSQL, one session beside %,d others".formatted(others));
        } finally {
            jdbc.stop();
        }
    }
}
