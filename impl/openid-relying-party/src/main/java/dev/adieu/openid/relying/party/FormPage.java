// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sends a logout request by POST (RPI-1), by itself where scripts run, and else by a button.
 *
 * @param action where to, with what belongs to the address itself
 * @param fields what is sent
 */
record FormPage(URI action, Map<String, String> fields) {
    private static final Set<String> PARAMETERS =
            Set.of("id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state");

    /** The form that says the same as a URL. */
    static FormPage of(URI url) {
        var action = UriBuilder.fromUri(url);
        var fields = new LinkedHashMap<String, String>();
        URLUtils.parseParameters(url.getRawQuery()).forEach((name, values) -> {
            if (PARAMETERS.contains(name)) {
                fields.put(name, values.get(0));
                action.replaceQueryParam(name);
            }
        });
        return new FormPage(action.build(), fields);
    }

    Response.ResponseBuilder answer() {
        var nonce = UUID.randomUUID().toString();
        return Response.ok(html(nonce), MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'nonce-" + nonce + "'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }

    private String html(String nonce) {
        var inputs = fields.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"" + escaped(field.getKey()) + "\" value=\""
                        + escaped(field.getValue()) + "\">")
                .collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="color-scheme" content="light dark">
                  <title>Signing out</title>
                </head>
                <body>
                  <main>
                    <h1>Signing out</h1>
                    <form method="post" action="%s">%s<button>Continue</button></form>
                  </main>
                  <script nonce="%s">document.forms[0].submit()</script>
                </body>
                </html>
                """
                .formatted(escaped(action.toString()), inputs, nonce);
    }

    /** The fields have a hint and the state. */
    @Override
    public String toString() {
        return "FormPage[action=" + action + "]";
    }

    static String escaped(String text) {
        return List.of("&=&amp;", "<=&lt;", ">=&gt;", "\"=&quot;").stream()
                .map(each -> each.split("=", 2))
                .reduce(text, (done, each) -> done.replace(each[0], each[1]), (a, b) -> a);
    }
}
