// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** How providers are asked: never for long, and nobody else than was meant. TLS is verified as the platform does. */
final class Http {
    /** Both together are what a provider may cost a sign-out. */
    static final int CONNECT_MILLIS = 1000;

    static final int READ_MILLIS = 1000;
    private static final int LARGEST_KEY_SET = 256 * 1024;

    private Http() {}

    /** Bounds a request. */
    static void bound(HTTPRequest request) {
        request.setConnectTimeout(CONNECT_MILLIS);
        request.setReadTimeout(READ_MILLIS);
        request.setFollowRedirects(false);
    }

    /** Reads keys. */
    static final class Keys extends DefaultResourceRetriever {
        Keys() {
            super(CONNECT_MILLIS, READ_MILLIS, LARGEST_KEY_SET);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            return unredirected(super.openHTTPConnection(url));
        }

        private static HttpURLConnection unredirected(HttpURLConnection connection) {
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
