// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import dev.adieu.ResponseChange;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Found;
import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Callers whom MicroProfile JWT knows by a bearer token. Their server verifies it; here it becomes a session as long as
 * it is valid.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>
 */
@ApplicationScoped
class BearerScheme implements Scheme {
    static final String NAME = "Bearer";
    static final String LONGEST_LIFETIME = "adieu.bearer.longest-lifetime";

    private static final String PROPERTY = BearerScheme.class.getName();
    private static final String UNVERIFIED =
            "the request bears a token that the server has not verified for this method,"
                    + " or has found not valid, so it is not known whose it is. Open Liberty verifies tokens of public methods with"
                    + " <trustAssociation invokeForUnprotectedURI=\"true\"/>; elsewhere, let the method ask for a role";
    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Inject
    private SessionRegistry registry;

    @Inject
    private ModuleSettings settings;

    private final Clock clock = Clock.systemUTC();
    private Duration longestLifetime;
    private NotBefore notBefore;
    private Admission admission;

    @PostConstruct
    void read() {
        longestLifetime = settings.duration(LONGEST_LIFETIME).orElse(ONE_DAY);
        notBefore = new NotBefore(registry, longestLifetime, clock);
        admission = new Admission(registry, notBefore);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The server knows the roles, and whose token it is. */
    @Override
    public boolean isContainers() {
        return true;
    }

    /** @throws TokenRefusedException when its end could not be remembered */
    BearerToken read(JsonWebToken principal) {
        return new TokenReader(principal).read().require(longestLifetime, clock.instant());
    }

    Admission admission() {
        return admission;
    }

    /** Notes whose request it is: from here on, nobody has to look. */
    void note(BearerToken token, SessionRecord session, ContainerRequestContext request) {
        request.setProperty(PROPERTY, token.hash());
        BearerCaller.comeIn(request);
        registry.seen(request, token.hash(), session);
    }

    @Override
    public Found find(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) instanceof TokenHash token) {
            return Found.credential(token);
        }
        return isBorne(request) ? Found.unendable(UNVERIFIED) : Found.nothing();
    }

    /** Whether a request's token has come in. */
    static boolean isNoted(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) != null;
    }

    /** Whether a request bears a token, of whatever kind (RFC 6750, section 2.1). */
    static boolean isBorne(ContainerRequestContext request) {
        var authorization = request.getHeaderString("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }

    @Override
    public void requireIssuable(ContainerRequestContext request) {
        throw new IllegalStateException("The scheme " + NAME + " cannot sign in: tokens are issued by an identity"
                + " provider. Choose another scheme in SignIn.builder(…).scheme(…), such as Cookies");
    }

    @Override
    public List<ResponseChange> issue(Token token, UserSession session, ContainerRequestContext request) {
        requireIssuable(request);
        return List.of();
    }

    /** Nothing: who has a token keeps it. That is why its end is remembered. */
    @Override
    public List<ResponseChange> forget(ContainerRequestContext request) {
        return List.of();
    }

    @Override
    public void release(ContainerRequestContext request) {
        BearerCaller.leave(request);
    }

    @Override
    public void revoke(SessionSelector which) {
        notBefore.revoke(which);
    }

    @Override
    public String challenge() {
        return NAME;
    }
}
