// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import dev.adieu.FederatedLink;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Revokes the tokens of sessions that have ended. Where the browser is led to the provider, which knows its session by
 * them, that is done later (L-15); where there is nothing to lead to, with the sign-out. Not while another session hangs
 * on the same one of the provider: whoever is signed in again by it would lose it with the tokens of the former login.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</a>
 */
final class Revocation implements SignOutEffect {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final boolean waits;
    private final Providers providers;
    private final Discovery discovery;
    private final Predicate<SessionSelector> isAnyLive;

    Revocation(boolean waits, Providers providers, Discovery discovery, Predicate<SessionSelector> isAnyLive) {
        this.isAnyLive = isAnyLive;
        this.waits = waits;
        this.providers = providers;
        this.discovery = discovery;
    }

    @Override
    public String name() {
        return waits ? "openid-revocation-afterwards" : "openid-revocation";
    }

    @Override
    public boolean isNeeded() {
        return providers.areSet();
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public boolean waits() {
        return waits;
    }

    @Override
    public void perform(List<SessionRecord> ended) throws IOException {
        var start = System.nanoTime();
        for (var session : ended) {
            var linked = providers.of(session);
            if (linked.isPresent() && tokens(session).findAny().isPresent()) {
                var again =
                        session.ended().filter(ending -> ending.attempts() > 0).isPresent();
                revoke(session, linked.get(), again ? Http.PATIENT : Http.BRIEF, start);
            }
        }
    }

    private void revoke(SessionRecord session, Providers.Linked linked, Http http, long start) throws IOException {
        var provider = linked.provider();
        var endpoints = discovery
                .endpoints(provider, http == Http.BRIEF ? Http.LOOK_UP : http.whole())
                .orElseThrow(() -> new IOException("Provider " + provider.name() + " cannot be asked"));
        if (endpoints.revocation().isPresent()
                && waits == endpoints.endSession().isPresent()) {
            if (isInUse(linked.link())) {
                // Outstanding until that one has ended, too: whoever has these tokens could live on by them.
                throw new IOException("Another session hangs on the same one of provider " + provider.name());
            }
            for (var token : tokens(session).toList()) {
                if (http == Http.BRIEF
                        && System.nanoTime() - start
                                > Http.LOOK_UP.plus(Http.FURTHER).toNanos()) {
                    throw new IOException("There are more tokens to revoke than a sign-out waits for");
                }
                revoke(token, endpoints.revocation().get(), provider, http);
            }
        }
    }

    private boolean isInUse(FederatedLink link) {
        return link.session()
                .map(sid -> SessionSelector.byIssuerAndSid(link.issuer(), sid))
                .filter(isAnyLive)
                .isPresent();
    }

    /** TR-3, TR-4: the refresh token first, since the others go with it. */
    private static Stream<Token> tokens(SessionRecord session) {
        var secrets = session.secrets();
        return Stream.concat(
                Optional.ofNullable(secrets.get(SignIn.REFRESH_TOKEN)).map(RefreshToken::new).stream(),
                Optional.ofNullable(secrets.get(SignIn.ACCESS_TOKEN)).map(BearerAccessToken::new).stream());
    }

    private static void revoke(Token token, URI endpoint, Provider provider, Http http) throws IOException {
        var client = new ClientID(provider.clientId());
        // TR-2
        var request = provider.clientSecret()
                .map(secret ->
                        new TokenRevocationRequest(endpoint, new ClientSecretBasic(client, new Secret(secret)), token))
                .orElseGet(() -> new TokenRevocationRequest(endpoint, client, token))
                .toHTTPRequest();
        var status = http.status(request);
        if (status == 400) {
            // TR-6: asking again would get the same answer.
            LOG.log(System.Logger.Level.WARNING, "Provider {0} does not revoke a token: 400", provider.name());
        } else if (status != 200) {
            // TR-6: at 503, and whatever else may pass, the token is still good.
            throw new IOException("Provider " + provider.name() + " answered " + status);
        }
    }
}
