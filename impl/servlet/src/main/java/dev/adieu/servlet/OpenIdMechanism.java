// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.SignIn;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The OpenID mechanism of Jakarta Security, where an application defines it. Its own logout answers the browser, by a
 * redirect that nothing can take back: also a {@code fetch}, and if nothing else is defined by one to the provider that
 * signs in again. So a sign-out does without it and leads where the definition says. Its login lives in the server's
 * session alone, and ends with that.
 *
 * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">OpenID Connect RP-Initiated
 *     Logout 1.0, section 2</a>
 */
final class OpenIdMechanism {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String ATTRIBUTE = OpenIdMechanism.class.getName();

    private final OpenIdAuthenticationMechanismDefinition definition;

    private OpenIdMechanism(OpenIdAuthenticationMechanismDefinition definition) {
        this.definition = definition;
    }

    /** That of an application; none where the server has no Jakarta Security, or another mechanism is defined. */
    static Optional<OpenIdMechanism> of(ServletContext application) {
        if (application.getAttribute(ATTRIBUTE) instanceof Optional<?> known) {
            return known.map(OpenIdMechanism.class::cast);
        }
        try {
            var found = definitions(CDI.current().getBeanManager()).findFirst().map(OpenIdMechanism::new);
            application.setAttribute(ATTRIBUTE, found);
            return found;
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "No Jakarta Security here", e);
            return Optional.empty();
        }
    }

    /** The specification wants it on a bean. */
    private static Stream<OpenIdAuthenticationMechanismDefinition> definitions(BeanManager beans) {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .flatMap(bean -> Stream.ofNullable(bean.getBeanClass()))
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(OpenIdAuthenticationMechanismDefinition.class)));
    }

    /** What a login of the container begins, tied to the provider if it was made there. */
    static SignIn signIn(HttpServletRequest request, String principal) {
        var who = SignIn.builder(principal).scheme(ContainerScheme.NAME);
        of(request.getServletContext())
                .flatMap(mechanism -> mechanism.login(request, principal))
                .ifPresent(login -> login.addTo(who));
        return who.build();
    }

    /** The login of a caller whom it has signed in; none if something else has. */
    private Optional<OpenIdLogin> login(HttpServletRequest request, String caller) {
        try {
            var claim =
                    new Expressions(request).text(definition.claimsDefinition().callerNameClaim());
            return OpenIdLogin.of(context(), caller, claim);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The OpenID mechanism does not tell whom it has signed in: the provider cannot end that session");
            LOG.log(System.Logger.Level.DEBUG, "The OpenID mechanism does not tell whom it has signed in", e);
            return Optional.empty();
        }
    }

    /** What it knows of the request's caller; a proxy, which may fail at every call. */
    private static OpenIdContext context() {
        return CDI.current().select(OpenIdContext.class).get();
    }

    /** Where the logout of the definition leads: to the provider, if that is to hear of it, else where it says. */
    Optional<URI> next(HttpServletRequest request) {
        try {
            var context = context();
            if (context.getIdentityToken() == null) {
                return Optional.empty();
            }
            var logout = definition.logout();
            var expressions = new Expressions(request);
            var afterwards = expressions.text(logout.redirectURI());
            var endpoint = expressions.isTrue(logout.notifyProvider(), logout.notifyProviderExpression())
                    ? endpoint(context, expressions)
                    : "";
            var url = endpoint.isEmpty() ? afterwards : atProvider(endpoint, context, afterwards);
            return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
        } catch (RuntimeException e) {
            // On another thread than the request's, for one.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The OpenID mechanism does not tell where its logout leads; if to the provider, that is not told but by"
                            + " adieu-openid-relying-party");
            LOG.log(System.Logger.Level.DEBUG, "The OpenID mechanism does not tell where its logout leads", e);
            return Optional.empty();
        }
    }

    private String endpoint(OpenIdContext context, Expressions expressions) {
        var defined = expressions.text(definition.providerMetadata().endSessionEndpoint());
        return defined.isEmpty() ? context.getProviderMetadata().getString("end_session_endpoint", "") : defined;
    }

    private static String atProvider(String endpoint, OpenIdContext context, String afterwards) {
        return endpoint + (endpoint.contains("?") ? "&" : "?") + "id_token_hint="
                + encode(context.getIdentityToken().getToken())
                + (afterwards.isEmpty() ? "" : "&post_logout_redirect_uri=" + encode(afterwards));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
