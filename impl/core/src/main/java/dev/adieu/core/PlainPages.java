// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOutError;
import dev.adieu.spi.SignOutPage;
import dev.adieu.spi.SignOutPages;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The built-in pages: HTML and CSS, no script, readable in light and dark, by keyboard and by screen reader. */
final class PlainPages implements SignOutPages {
    private static final Set<String> RIGHT_TO_LEFT =
            Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi");
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--paper:#f6f4ef;--card:#fff;--ink:#20242b;--line:#767c86;--accent:#1f5f8b;\
            --on:#fff}
            @media (prefers-color-scheme:dark){:root{--paper:#15181d;--card:#1e2229;--ink:#e9e7e2;--line:#8a92a0;\
            --accent:#7fb8e0;--on:#0d1720}}
            body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink);\
            font:1.0625rem/1.5 system-ui,sans-serif}
            main{box-sizing:border-box;width:min(28rem,100% - 2rem);padding:2rem;background:var(--card);\
            border:1px solid var(--line);border-radius:.75rem}
            h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
            p{margin:0 0 1.5rem;overflow-wrap:anywhere}
            form{display:inline}
            button,a{display:inline-block;padding:.6rem 1.1rem;border:1px solid var(--accent);border-radius:.4rem;\
            font:inherit;font-weight:600;text-decoration:none;cursor:pointer;color:var(--accent);background:none;\
            margin-inline-end:.5rem;margin-block-end:.5rem}
            button{background:var(--accent);color:var(--on)}
            :focus-visible{outline:3px solid var(--accent);outline-offset:3px}
            """;

    private final Languages languages;

    PlainPages(Languages languages) {
        this.languages = languages;
    }

    @Override
    public String html(SignOutPage page) {
        return switch (page.kind()) {
            case CONFIRMATION ->
                page(
                        page,
                        "confirmation",
                        text(page, "confirmation.text." + page.sessions().name().toLowerCase(Locale.ROOT)),
                        form(page));
            case SIGNED_OUT -> page(page, "signed-out", text(page, "signed-out.text"), link(page, "home"));
            case FAILED -> page(page, "failed", failure(page), link(page, "home"));
        };
    }

    private String failure(SignOutPage page) {
        var code = page.failure().map(SignOutError::code).orElse("other");
        var from = page.refusedOrigin() == null ? "" : " (" + escape(page.refusedOrigin()) + ")";
        return text(page, "failed." + code) + from;
    }

    private String form(SignOutPage page) {
        var fields = page.fields().entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"" + escape(field.getKey()) + "\" value=\""
                        + escape(field.getValue()) + "\">")
                .collect(Collectors.joining());
        return "<form method=\"post\">" + fields + "<button autofocus>" + text(page, "confirmation.button")
                + "</button></form>\n" + link(page, "confirmation.stay");
    }

    private String link(SignOutPage page, String key) {
        return "<a href=\"" + escape(page.home().toString()) + "\">" + text(page, key) + "</a>";
    }

    private String text(SignOutPage page, String key) {
        return escape(languages.text(page.locale(), key));
    }

    private String page(SignOutPage page, String name, String message, String actions) {
        var direction = RIGHT_TO_LEFT.contains(page.locale().getLanguage().toLowerCase(Locale.ROOT)) ? "rtl" : "ltr";
        return """
                <!DOCTYPE html>
                <html lang="%s" dir="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%3$s</title>
                <style nonce="%4$s">
                %5$s</style>
                </head>
                <body>
                <main>
                <h1>%3$s</h1>
                <p>%6$s</p>
                %7$s
                </main>
                </body>
                </html>
                """
                .formatted(
                        page.locale().toLanguageTag(),
                        direction,
                        text(page, name + ".title"),
                        page.nonce(),
                        STYLE,
                        message,
                        actions);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
