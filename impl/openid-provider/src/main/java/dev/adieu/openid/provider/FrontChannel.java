// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.ResponseChange;
import dev.adieu.SessionId;
import dev.adieu.SignOutOptions;
import dev.adieu.spi.DownstreamClients;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Leads the browser over the page whose frames tell the clients, wherever in the application its sign-out began. Another
 * provider that the session hangs on comes before, and leads back to that page.
 *
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#OPLogout">OpenID Connect Front-Channel
 *     Logout 1.0, section 3</a>
 */
@ApplicationScoped
class FrontChannel implements SignOutEffect, DownstreamClients {
    @Inject
    private Provider provider;

    @Override
    public String name() {
        return "openid-front-channel";
    }

    /** Before a trip to another provider, which leads back to where this leads. */
    @Override
    public int order() {
        return 500;
    }

    @Override
    public boolean isNeeded() {
        return provider.configured().isPresent();
    }

    @Override
    public void perform(List<SessionRecord> ended) {
        // The browser does it.
    }

    @Override
    public List<URI> leadsTo() {
        return provider.configured().map(Endpoints::root).stream().toList();
    }

    @Override
    public List<URI> frames(SessionId ended) {
        return provider.configured().isPresent() ? provider.frames(ended.value()) : List.of();
    }

    @Override
    public List<ResponseChange> respond(
            SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
        var endpoints = provider.configured();
        var sid = own.session().id().value();
        if (endpoints.isEmpty()
                || !options.redirect()
                || endpoints.get().isSignedOut(url)
                || !provider.isFramed(sid)
                || provider.frames(sid).isEmpty()) {
            return List.of();
        }
        var message = new LogoutMessage(
                null, null, null, endpoints.get().root().resolve(url).toString(), sid, List.of(), Map.of());
        return List.of(new ResponseChange.SeeOther(
                endpoints.get().signedOut(provider.messages().keep(message))));
    }
}
