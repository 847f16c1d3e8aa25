// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The receivers of logout tokens, over HTTP. Safe for many threads. */
final class Receivers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** What a receiver has in all. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Timeout TIMEOUT = Timeout.of(PATIENCE);
    /** What is read of an answer, so that the connection can be used again. */
    private static final int READ = 16 * 1024;

    private final ScheduledExecutorService timer;
    private final CloseableHttpClient http;

    /**
     * What a receiver has answered.
     *
     * @param body its first part
     */
    record Reply(int status, String body) {}

    /** @param timer cuts off what takes too long */
    Receivers(int connections, PublicAddresses addresses, ScheduledExecutorService timer) {
        this.timer = timer;
        http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(TIMEOUT)
                                .setSocketTimeout(TIMEOUT)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(TIMEOUT)
                        .setResponseTimeout(TIMEOUT)
                        .build())
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /**
     * BC-9: sends a token, once.
     *
     * @throws IOException when there is no answer in time
     */
    Reply send(URI receiver, String token) throws IOException {
        var post = new HttpPost(receiver);
        post.setHeader("Accept", "application/json");
        post.setEntity(new UrlEncodedFormEntity(List.of(new BasicNameValuePair("logout_token", token))));
        // However it trickles in.
        var cut = timer.schedule(post::abort, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            var response = http.executeOpen(null, post, null);
            return new Reply(response.getCode(), body(post, response));
        } finally {
            cut.cancel(false);
        }
    }

    /** So that the connection can be used again, if that takes no more than a moment. */
    private static String body(HttpPost post, ClassicHttpResponse response) {
        var body = new byte[0];
        try (response) {
            try {
                var entity = response.getEntity();
                body = entity == null ? body : entity.getContent().readNBytes(READ);
            } finally {
                if (body.length == READ) {
                    // Closing it would read the rest.
                    post.abort();
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A receiver's connection is given up", e);
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
