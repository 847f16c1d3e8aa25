// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import dev.adieu.ResponseChange;
import dev.adieu.SignIn;
import dev.adieu.SignOutOptions;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Leads the browser to the provider, so that it signs out there too, and back. Nothing is asked of the provider here but
 * its configuration; a provider that cannot be asked is left out.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">OpenID Connect RP-Initiated Logout
 *     1.0, section 2</a>
 */
@ApplicationScoped
class EndSession implements SignOutEffect {
    /** What browsers, servers and proxies take for sure. */
    private static final int LONGEST_URL = 2000;

    private static final int LONGEST_HINT = 1500;

    @Inject
    private Providers providers;

    @Inject
    private Discovery discovery;

    @Override
    public String name() {
        return "openid-end-session";
    }

    /** After whatever else names a next URL: that is where the provider leads back to. */
    @Override
    public int order() {
        return 1000;
    }

    @Override
    public void perform(List<SessionRecord> ended) {
        // The browser does it.
    }

    @Override
    public List<URI> leadsTo() {
        return providers.all().stream()
                .flatMap(provider -> Stream.concat(
                        discovery.endpoints(provider, Http.LOOK_UP).flatMap(Endpoints::endSession).stream(),
                        provider.postLogoutRedirectUri().stream()))
                .map(url -> UriBuilder.fromUri(url)
                        .replacePath("")
                        .replaceQuery(null)
                        .build())
                .distinct()
                .toList();
    }

    @Override
    public List<ResponseChange> respond(
            SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
        return options.redirect()
                ? providers.of(own).map(linked -> lead(linked, own, url)).orElse(List.of())
                : List.of();
    }

    private List<ResponseChange> lead(Providers.Linked linked, SessionRecord own, URI url) {
        var provider = linked.provider();
        return discovery
                .endpoints(provider, Http.LOOK_UP)
                .flatMap(Endpoints::endSession)
                .map(endpoint -> provider.postLogoutRedirectUri()
                        .map(back -> thereAndBack(linked, own, endpoint, back, url))
                        .orElseGet(() ->
                                List.of(new ResponseChange.SeeOther(request(linked, own, endpoint, null, null, true)))))
                .orElse(List.of());
    }

    private List<ResponseChange> thereAndBack(
            Providers.Linked linked, SessionRecord own, URI endpoint, URI back, URI url) {
        var trip = Return.begin();
        var facts = new HashMap<>(Map.of("url", url.toString()));
        var next = request(linked, own, endpoint, back, trip.state(), false);
        if (next.toString().length() > LONGEST_URL) {
            // L-12: by a form, then, which a page of ours sends.
            facts.put("form", next.toString());
            next = UriBuilder.fromUri(back)
                    .queryParam(RelyingPartyResource.CONTINUE, trip.state())
                    .build();
        }
        var secure = "https".equals(back.getScheme());
        return List.of(
                trip.keep(facts),
                new ResponseChange.SetCookie(Return.cookie(secure), trip.browser(), secure),
                new ResponseChange.SeeOther(next));
    }

    /** RPI-2. Where nothing can send a form, a hint that is too long is left out, and the provider asks the user. */
    private static URI request(
            Providers.Linked linked,
            SessionRecord own,
            URI endpoint,
            @Nullable URI back,
            @Nullable String state,
            boolean inUrl) {
        var idToken = Optional.ofNullable(own.secrets().get(SignIn.ID_TOKEN))
                .filter(text -> !inUrl || text.length() < LONGEST_HINT);
        try {
            return new LogoutRequest(
                            endpoint,
                            idToken.isEmpty() ? null : JWTParser.parse(idToken.get()),
                            idToken.isEmpty()
                                    ? Objects.requireNonNullElse(
                                            linked.link().sid(), linked.link().sub())
                                    : null,
                            new ClientID(linked.provider().clientId()),
                            back,
                            state == null ? null : new State(state),
                            null)
                    .toURI();
        } catch (ParseException e) {
            throw new IllegalArgumentException("The secret " + SignIn.ID_TOKEN + " is no ID Token", e);
        }
    }
}
