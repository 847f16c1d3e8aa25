// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What the log says of a command that failed. */
class FailuresTest {
    @Test
    void theCauseIsNamedWhereverItIs() {
        var failure = new JedisException("No more attempts left.");
        failure.addSuppressed(
                new JedisConnectionException("Failed to connect", new ConnectException("Connection refused")));

        assertThat(Failures.reason(failure), is("No more attempts left. (Connection refused)"));
    }

    @Test
    void whatWasSentIsNotQuoted() {
        var failure = new JedisDataException(
                "ERR unknown command 'AUTH', with args beginning with: 'writer' 'not-for-the-log' ");

        assertThat(Failures.reason(failure), is("ERR unknown command 'AUTH'"));
    }
}
