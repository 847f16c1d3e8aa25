// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jwt.JWT;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

    @Override
    public boolean isNeeded() {
        return providers.areSet();
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
        return discovery
                .endpoints(linked.provider(), Http.LOOK_UP)
                .flatMap(Endpoints::endSession)
                .map(endpoint -> lead(linked, own, endpoint, url))
                .orElse(List.of());
    }

    private static List<ResponseChange> lead(Providers.Linked linked, SessionRecord own, URI endpoint, URI url) {
        var asked = asked(endpoint, url);
        var idToken = idToken(own).or(() -> asked.map(LogoutRequest::getIDTokenHint));
        var back = linked.provider().postLogoutRedirectUri();
        if (back.isPresent()) {
            // The provider would lead to what is registered alone; of what it does not see, home is.
            var afterwards = asked.isEmpty()
                    ? Optional.of(url)
                    : asked.map(LogoutRequest::getPostLogoutRedirectionURI)
                            .filter(there -> isAt(back.get().resolve("/"), there.resolve("/")));
            return thereAndBack(linked, idToken, endpoint, back.get(), afterwards);
        }
        return asked.isEmpty()
                ? List.of(new ResponseChange.SeeOther(request(linked, inUrl(idToken), endpoint, null, null)))
                : List.of();
    }

    /**
     * What the URL asks of the provider already: a login mechanism of the server may lead there by itself. Then it is one
     * trip and not two, which ends where that one would have.
     */
    private static Optional<LogoutRequest> asked(URI endpoint, URI url) {
        if (!isAt(endpoint, url)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LogoutRequest.parse(url));
        } catch (com.nimbusds.oauth2.sdk.ParseException e) {
            return Optional.of(new LogoutRequest(endpoint));
        }
    }

    private static boolean isAt(URI endpoint, URI url) {
        return Stream.<Function<URI, @Nullable String>>of(URI::getScheme, URI::getRawAuthority, URI::getRawPath)
                .allMatch(part -> Objects.equals(part.apply(endpoint), part.apply(url)));
    }

    private static List<ResponseChange> thereAndBack(
            Providers.Linked linked, Optional<JWT> idToken, URI endpoint, URI back, Optional<URI> afterwards) {
        var trip = Return.begin();
        var facts = new HashMap<String, String>();
        afterwards.ifPresent(url -> facts.put("url", url.toString()));
        var next = request(linked, idToken, endpoint, back, trip.state());
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

    private static Optional<JWT> idToken(SessionRecord own) {
        try {
            var text = own.secrets().get(SignIn.ID_TOKEN);
            return text == null ? Optional.empty() : Optional.of(JWTParser.parse(text));
        } catch (ParseException e) {
            throw new IllegalArgumentException("The secret " + SignIn.ID_TOKEN + " is no ID Token", e);
        }
    }

    /** Where nothing can send a form, a hint that is too long is left out, and the provider asks the user. */
    private static Optional<JWT> inUrl(Optional<JWT> idToken) {
        return idToken.filter(token -> token.getParsedString().length() < LONGEST_HINT);
    }

    /** RPI-2 */
    private static URI request(
            Providers.Linked linked, Optional<JWT> idToken, URI endpoint, @Nullable URI back, @Nullable String state) {
        var link = linked.link();
        return new LogoutRequest(
                        endpoint,
                        idToken.orElse(null),
                        idToken.isPresent() ? null : link.session().orElse(link.sub()),
                        new ClientID(linked.provider().clientId()),
                        back,
                        state == null ? null : new State(state),
                        null)
                .toURI();
    }
}
