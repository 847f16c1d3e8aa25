// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages of a provider's sign-out, which need no scripts.
 *
 * @param locale their language
 */
record ProviderPage(Locale locale) {
    private static final List<String> LANGUAGES = List.of("en", "de", "es", "fr");
    private static final String BUNDLE = "dev.adieu.openid.provider.pages";
    /** What a frame that never loads may hold up. */
    private static final int PATIENCE_MILLIS = 5000;

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--paper:#f4f1ea;--card:#fffdf8;--ink:#20242b;--line:#7b756a;--accent:#24506b;--on:#fff}
            @media (prefers-color-scheme:dark){:root{--paper:#15181d;--card:#1e2229;--ink:#e9e7e2;--line:#8a92a0;\
            --accent:#7fb8e0;--on:#0d1720}}
            body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink);\
            font:1.0625rem/1.5 system-ui,sans-serif}
            main{box-sizing:border-box;width:min(28rem,100% - 2rem);padding:2rem;background:var(--card);\
            border:1px solid var(--line);border-radius:.75rem}
            h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
            p{margin:0 0 1.5rem;overflow-wrap:anywhere}
            button,a{display:inline-block;padding:.6rem 1.1rem;border:1px solid var(--accent);border-radius:.4rem;\
            font:inherit;font-weight:600;text-decoration:none;cursor:pointer;color:var(--accent);background:none}
            button{background:var(--accent);color:var(--on)}
            :focus-visible{outline:3px solid var(--accent);outline-offset:3px}
            iframe{display:none}
            """;

    /**
     * L-17: no sooner than every frame has loaded, or had its time. The page has loaded when its frames have; of one that was
     * faster than this script, the frame's own event would have been missed.
     */
    private static final String WAIT =
            """
            const loaded = Promise.race([
              new Promise(done => addEventListener('load', done)),
              new Promise(done => setTimeout(done, %d)),
            ])
            """
                    .formatted(PATIENCE_MILLIS);

    private static final String DONE = WAIT
            + "loaded.then(() => { document.querySelector('p').textContent = document.getElementById('done').content.textContent })\n";
    private static final String LEAVE = "loaded.then(() => location.replace(document.getElementById('back').href))\n";
    private static final String TELL = WAIT + "loaded.then(() => parent.postMessage('signed-out', location.origin))\n";

    /** The first language that there is. */
    static Locale locale(Stream<Locale> preferred) {
        return preferred
                .filter(each -> LANGUAGES.contains(each.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /**
     * What a page says.
     *
     * @param name the texts that are its own
     * @param message its paragraph
     * @param body what comes below
     * @param head what else the browser is told
     * @param script what runs, where scripts do
     * @param frames what the body frames
     */
    private record Content(String name, String message, String body, String head, String script, List<URI> frames) {}

    Response prompt(String logoutId, Optional<String> client) {
        var form = "<form method=\"post\" action=\"sign-out\"><input type=\"hidden\" name=\"logoutId\" value=\""
                + escaped(logoutId) + "\"><button autofocus>" + escaped(text("prompt.button")) + "</button></form>";
        var message = client.map(name -> text("prompt.text.client").replace("{0}", name))
                .orElseGet(() -> text("prompt.text"));
        return answer(Response.Status.OK, new Content("prompt", message, form, "", "", List.of()));
    }

    /** A request of our own, by itself or by a link. */
    Response onward(URI next) {
        var refresh = "<meta http-equiv=\"refresh\" content=\"0;url=" + escaped(next.toString()) + "\">";
        var link = link("", next.toString(), "signed-out.back");
        return answer(Response.Status.OK, new Content("onward", text("onward.text"), link, refresh, "", List.of()));
    }

    Response signedOut(List<URI> frames, Optional<String> returnUrl, boolean byItself) {
        var link = returnUrl
                .map(url -> link("id=\"back\"", url, "signed-out.back"))
                .orElse("");
        var leaves = returnUrl.filter(url -> byItself);
        // Without scripts nobody knows when the frames have loaded.
        var refresh = leaves.map(url -> "<noscript><meta http-equiv=\"refresh\" content=\"" + PATIENCE_MILLIS / 1000
                        + ";url=" + escaped(url) + "\"></noscript>")
                .orElse("");
        return answer(
                Response.Status.OK,
                new Content(
                        "signed-out",
                        text(frames.isEmpty() ? "signed-out.text" : "signed-out.text.clients"),
                        html(frames) + link + "<template id=\"done\">" + escaped(text("signed-out.text"))
                                + "</template>",
                        refresh,
                        DONE + (leaves.isPresent() ? LEAVE : ""),
                        frames));
    }

    /** Tells the page that it is in when it is done. */
    Response frames(List<URI> frames, boolean done) {
        return answer(
                Response.ok(),
                "'self'",
                frames,
                nonce -> "<!DOCTYPE html><html lang=\"en\"><head><title>Sign-out</title></head><body>" + html(frames)
                        + "<script nonce=\"" + nonce + "\">" + (done ? TELL : "") + "</script></body></html>");
    }

    Response refused(String why, URI signOut) {
        var message = text("refused.text") + " (" + EndSessionException.CODE + ": " + why + ")";
        var link = link("", signOut.toString(), "refused.button");
        return answer(Response.Status.BAD_REQUEST, new Content("refused", message, link, "", "", List.of()));
    }

    private String link(String attribute, String url, String text) {
        return "<a " + attribute + " href=\"" + escaped(url) + "\">" + escaped(text(text)) + "</a>";
    }

    private static String html(List<URI> frames) {
        return frames.stream()
                .map(url -> "<iframe title=\"\" referrerpolicy=\"no-referrer\" src=\"" + escaped(url.toString())
                        + "\"></iframe>")
                .collect(Collectors.joining());
    }

    private Response answer(Response.Status status, Content content) {
        return answer(
                Response.status(status),
                "'none'",
                content.frames(),
                nonce ->
                        """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%2$s</title>
                <style nonce="%3$s">
                %4$s</style>
                %5$s
                </head>
                <body>
                <main>
                <h1>%2$s</h1>
                <p>%6$s</p>
                %7$s
                </main>
                <script nonce="%3$s">
                %8$s</script>
                </body>
                </html>
                """
                                .formatted(
                                        locale.toLanguageTag(),
                                        escaped(text(content.name() + ".title")),
                                        nonce,
                                        STYLE,
                                        content.head(),
                                        escaped(content.message()),
                                        content.body(),
                                        content.script()));
    }

    /** L-16: exactly the clients of this session are framed. */
    private static Response answer(
            Response.ResponseBuilder answer, String framedBy, List<URI> frames, UnaryOperator<String> html) {
        var nonce = UUID.randomUUID().toString();
        var framed = frames.stream().map(Urls::origin).distinct().collect(Collectors.joining(" "));
        return answer.entity(html.apply(nonce))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-" + nonce + "'; script-src 'nonce-" + nonce
                                + "'; frame-src " + (framed.isEmpty() ? "'none'" : framed)
                                + "; base-uri 'none'; frame-ancestors " + framedBy)
                .build();
    }

    private String text(String key) {
        return ResourceBundle.getBundle(BUNDLE, locale, ProviderPage.class.getModule())
                .getString(key);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
