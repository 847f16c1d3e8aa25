// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.SessionManager;
import dev.adieu.SignOutOptions;
import dev.adieu.UserSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sign-out from page to page: what was asked, whether it is meant, that it is done, and on. */
@ApplicationScoped
class ProviderPages {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    @Inject
    private Provider provider;

    @Inject
    private ProviderSessions contexts;

    @Inject
    private SessionManager sessions;

    /** Nothing injects this bean, and Quarkus removes such ones, unless they observe something. */
    void stay(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    /** Whether the settings say so. */
    boolean isProvider() {
        return provider.configured().isPresent();
    }

    /** RPI-1 to RPI-12. The browser is led on by GET in any case, so that it brings its cookie. */
    Response endSession(MultivaluedMap<String, String> parameters, HttpHeaders headers) {
        try {
            var hints = new Hints(provider.endpoints().issuer(), provider.keys());
            var message = new EndSession(provider.clients(), hints).read(EndSessionRequest.of(parameters));
            return seeOther(provider.endpoints().signOut(provider.messages().keep(message)));
        } catch (EndSessionException e) {
            LOG.log(System.Logger.Level.WARNING, "Refused a request to the end session endpoint: {0}", e.getMessage());
            return refused(e, headers);
        }
    }

    /** RPI-6 */
    Response signOutPage(@Nullable String logoutId, HttpHeaders headers) {
        if (sessions.current().isEmpty() && isFromElsewhere(headers)) {
            var here =
                    provider.endpoints().signOut(Optional.ofNullable(logoutId).orElse(""));
            return new ProviderPage(locale(LogoutMessage.NONE, headers)).onward(here);
        }
        var prompt = contexts.prompt(logoutId);
        return prompt.needed() || !isMeant(headers)
                ? ask(prompt, headers)
                // V10.6.2: the hint of this very session stands for the confirmation.
                : end(prompt.message(), SignOutOptions.builder().fromProvider());
    }

    /** Then a cookie that is {@code SameSite=Strict} has not come; it does with a request of our own page. */
    private static boolean isFromElsewhere(HttpHeaders headers) {
        var site = headers.getHeaderString("Sec-Fetch-Site");
        return "cross-site".equals(site) || "same-site".equals(site);
    }

    /** A look ahead is not. */
    private static boolean isMeant(HttpHeaders headers) {
        return headers.getHeaderString("Sec-Purpose") == null;
    }

    private Response ask(Prompt prompt, HttpHeaders headers) {
        var asked = prompt.message().ended(sessions.current().map(ProviderPages::sid));
        var client = Optional.ofNullable(asked.clientId())
                .flatMap(provider.clients()::find)
                .map(Client::name);
        return new ProviderPage(locale(asked, headers))
                .prompt(provider.messages().keep(asked), client);
    }

    /** Whoever is signed in now need not be who was asked. */
    Response signOut(@Nullable String logoutId, HttpHeaders headers) {
        var message =
                Optional.ofNullable(logoutId).flatMap(provider.messages()::find).orElse(LogoutMessage.NONE);
        var current = sessions.current().map(ProviderPages::sid);
        return current.isPresent() && !current.get().equals(message.endedSid())
                ? ask(contexts.prompt(logoutId), headers)
                : end(message, SignOutOptions.builder());
    }

    /** Also where nobody is found: core knows of callers that no session tells of, and of cookies that are ambiguous. */
    private Response end(LogoutMessage message, SignOutOptions.Builder options) {
        var current = sessions.current().map(ProviderPages::sid);
        // Where nobody is signed in any more, the clients of who was are told all the same.
        var ended = message.ended(current.or(() -> Optional.ofNullable(message.endedSid())));
        if (current.isPresent() && message.clientId() != null) {
            provider.asked(current.get(), message.clientId());
        }
        var next = provider.endpoints().signedOut(provider.messages().keep(ended));
        // A response, so that it is there whatever the browser accepts: Jersey goes by what a method says that it
        // returns.
        return Response.ok(sessions.signOut(options.callbackUrl(next).build())).build();
    }

    /** FC-2, RPI-7: the clients are told before the browser leaves. Whoever is signed in is not told that they are not. */
    Response signedOut(@Nullable String logoutId, HttpHeaders headers) {
        var message = Optional.ofNullable(logoutId).flatMap(provider.messages()::find);
        if (message.isEmpty() || sessions.current().isPresent()) {
            return seeOther(
                    provider.endpoints().signOut(Optional.ofNullable(logoutId).orElse("")));
        }
        return new ProviderPage(locale(message.get(), headers))
                .signedOut(
                        framesOf(message.get()),
                        Optional.ofNullable(message.get().returnUrl()),
                        provider.returnsByItself());
    }

    /** Says that it is done where it is, and else nothing. */
    Response frames(@Nullable String logoutId, HttpHeaders headers) {
        var message = Optional.ofNullable(logoutId)
                .flatMap(provider.messages()::find)
                .filter(each -> sessions.current().isEmpty() && contexts.hasEnded(each));
        return new ProviderPage(locale(message.orElse(LogoutMessage.NONE), headers))
                .frames(message.map(this::framesOf).orElse(List.of()), message.isPresent());
    }

    /** Nobody is told that a session has ended before it has. */
    private List<URI> framesOf(LogoutMessage message) {
        return contexts.hasEnded(message) ? provider.frames(String.valueOf(message.endedSid())) : List.of();
    }

    private static String sid(UserSession session) {
        return session.id().value();
    }

    /** RPI-12: an error, and the way to sign out all the same. */
    private Response refused(EndSessionException error, HttpHeaders headers) {
        var html = headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
        return html
                ? new ProviderPage(locale(LogoutMessage.NONE, headers))
                        .refused(error.getMessage(), provider.endpoints().signOut(""))
                : Response.status(Response.Status.BAD_REQUEST)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .header("Cache-Control", "no-store")
                        .entity("{\"error\":\"" + EndSessionException.CODE + "\",\"error_description\":\""
                                + error.getMessage() + "\"}")
                        .build();
    }

    private static Response seeOther(URI url) {
        return Response.seeOther(url).header("Cache-Control", "no-store").build();
    }

    /** RPI-2: what the client says of the user's languages, then what the browser says. */
    private static Locale locale(LogoutMessage message, HttpHeaders headers) {
        return ProviderPage.locale(Stream.concat(
                message.uiLocales().stream().map(Locale::forLanguageTag), headers.getAcceptableLanguages().stream()));
    }
}
