// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Prompt;
import dev.adieu.openid.provider.Client;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what clients ask of the sample, by Nimbus, and refuses what it does not do. */
final class ClientRequests {

    /** Read by Nimbus. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws ParseException;
    }

    private ClientRequests() {}

    /** Where the answer is sent to: exactly what the client has registered. Without that, nobody is led anywhere. */
    static Optional<URI> redirect(Client client, MultivaluedMap<String, String> parameters) {
        return client.redirectUris().stream()
                .filter(each -> each.toString().equals(parameters.getFirst("redirect_uri")))
                .findFirst();
    }

    /** A request for a code. */
    static AuthenticationRequest authentication(Client client, MultivaluedMap<String, String> parameters)
            throws GeneralException {
        require(!parameters.containsKey("request"), OAuth2Error.REQUEST_NOT_SUPPORTED);
        require(!parameters.containsKey("request_uri"), OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
        var request = read(() -> AuthenticationRequest.parse(parameters));
        require(request.getResponseType().equals(ResponseType.CODE), OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        require(request.impliedResponseMode().equals(ResponseMode.QUERY), OAuth2Error.INVALID_REQUEST);
        require(request.getPrompt() == null || isSilent(request), OAuth2Error.INVALID_REQUEST);
        require(
                request.getCodeChallenge() == null
                        ? client.confidential()
                        : CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod()),
                OAuth2Error.INVALID_REQUEST);
        return request;
    }

    /** Whether nobody is to be asked for a password. */
    static boolean isSilent(AuthenticationRequest request) {
        return new Prompt(Prompt.Type.NONE).equals(request.getPrompt());
    }

    /** A request for tokens. */
    static TokenRequest tokens(MultivaluedMap<String, String> form, @Nullable String authorization, URI endpoint)
            throws GeneralException {
        var request = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
        request.setContentType("application/x-www-form-urlencoded");
        request.setAuthorization(authorization);
        request.setBody(URLUtils.serializeParameters(form));
        return read(() -> TokenRequest.parse(request));
    }

    private static <T> T read(Reading<T> reading) throws GeneralException {
        try {
            return reading.read();
        } catch (RuntimeException e) {
            // As Nimbus fails at a JWT whose header is none.
            throw new GeneralException("Not a request", OAuth2Error.INVALID_REQUEST, e);
        }
    }

    private static void require(boolean holds, ErrorObject otherwise) throws GeneralException {
        if (!holds) {
            throw new GeneralException(otherwise);
        }
    }
}
