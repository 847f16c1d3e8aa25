// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How providers are asked: never for long, and nobody else than was meant. TLS is verified as the platform does.
 *
 * @param connectMillis how long a connection may take
 * @param readMillis how long the answer may take then
 */
record Http(int connectMillis, int readMillis) {
    /** Where a sign-out waits: with {@link #LOOK_UP} and {@link #FURTHER} two seconds at most. */
    static final Http BRIEF = new Http(400, 600);

    /** Where nobody waits, or a provider does. */
    static final Http PATIENT = new Http(5000, 5000);

    /** What a sign-out waits for the configuration of a provider. */
    static final Duration LOOK_UP = Duration.ofMillis(800);

    /** How long a sign-out goes on with further requests. */
    static final Duration FURTHER = Duration.ofMillis(200);

    private static final int LARGEST_KEY_SET = 256 * 1024;

    /** What the answer is, as far as anybody minds. Cut off where it trickles in. */
    int status(HTTPRequest request) throws IOException {
        bound(request);
        var connection = request.toHttpURLConnection();
        var cut = new CompletableFuture<Void>();
        cut.completeOnTimeout(null, readMillis, TimeUnit.MILLISECONDS).thenRunAsync(connection::disconnect);
        try {
            return connection.getResponseCode();
        } finally {
            cut.cancel(false);
            connection.disconnect();
        }
    }

    void bound(HTTPRequest request) {
        request.setConnectTimeout(connectMillis);
        request.setReadTimeout(readMillis);
        request.setFollowRedirects(false);
    }

    /** Both. */
    Duration whole() {
        return Duration.ofMillis(connectMillis + readMillis);
    }

    /** Reads keys. */
    static final class Keys extends DefaultResourceRetriever {
        Keys() {
            super(PATIENT.connectMillis(), PATIENT.readMillis(), LARGEST_KEY_SET);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            var connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
