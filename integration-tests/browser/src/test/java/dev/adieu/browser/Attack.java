// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

/** What a page of another origin can do to make a browser send a request, without anybody's touching it. */
enum Attack {
    FORM(
            "POST",
            "<form method=post action='{url}'><input name=username value=bob><input name=password value=builder></form>"
                    + "<script>document.forms[0].submit()</script>"),
    FORM_IN_A_FRAME(
            "POST",
            "<iframe name=f></iframe>"
                    + "<form method=post target=f action='{url}'><input name=username value=bob><input name=password value=builder>"
                    + "</form><script>document.forms[0].submit()</script>"),
    FORM_AS_PLAIN_TEXT(
            "POST",
            "<form method=post enctype=text/plain action='{url}'>"
                    + "<input name='{\"username\":\"bob\",\"password\":\"builder\",\"x\":\"' value='\"}'></form>"
                    + "<script>document.forms[0].submit()</script>"),
    FETCH_POST(
            "POST",
            "<script>fetch('{url}', { method: 'POST', mode: 'no-cors', credentials: 'include',"
                    + " body: new URLSearchParams('username=bob&password=builder') })</script>"),
    FETCH_POST_TO_READ(
            "POST",
            "<script>fetch('{url}', { method: 'POST', credentials: 'include',"
                    + " body: new URLSearchParams('username=bob&password=builder') })</script>"),
    FETCH_JSON(
            "OPTIONS",
            "<script>fetch('{url}', { method: 'POST', credentials: 'include',"
                    + " headers: { 'Content-Type': 'application/json' },"
                    + " body: '{\"username\":\"bob\",\"password\":\"builder\"}' }).catch(() => { document.title = 'Refused' })</script>"),
    BEACON(
            "POST",
            "<script>navigator.sendBeacon('{url}', new URLSearchParams('username=bob&password=builder'))</script>"),
    FETCH_DELETE(
            "OPTIONS",
            "<script>fetch('{url}', { method: 'DELETE', credentials: 'include' })"
                    + ".catch(() => { document.title = 'Refused' })</script>"),
    FORM_GET("GET", "<form action='{url}'></form><script>document.forms[0].submit()</script>"),
    IMAGE("GET", "<img src='{url}'>"),
    FRAME("GET", "<iframe src='{url}'></iframe>"),
    SCRIPT("GET", "<script src='{url}'></script>"),
    STYLE("GET", "<link rel=stylesheet href='{url}'>"),
    FETCH("GET", "<script>fetch('{url}', { mode: 'no-cors', credentials: 'include' })</script>"),
    FETCH_TO_READ("GET", "<script>fetch('{url}', { credentials: 'include' })</script>"),
    LOCATION("GET", "<script>location = '{url}'</script>"),
    LINK("GET", "<a href='{url}'>A kitten</a><script>document.links[0].click()</script>"),
    REFRESH("GET", "<meta http-equiv=refresh content='0; {url}'>"),
    WINDOW("GET", "<script>window.opened = open('{url}')</script>"),
    /** Ahead of what its user may do. */
    PREFETCH("GET", "<link rel=prefetch href='{url}'>"),
    /** The same, which WebKit does not do, and Chromium only for its own site. */
    PRERENDER("GET", "<script type=speculationrules>{ \"prerender\": [{ \"urls\": [\"{url}\"] }] }</script>");

    private final String sends;
    private final String html;

    Attack(String sends, String html) {
        this.sends = sends;
        this.html = html;
    }

    /** The method of what the server must have seen, or else nothing was tried. */
    String sends() {
        return sends;
    }

    /** Whether the browser asks the server first, and is told nothing; the page then says that it was refused. */
    boolean isAsked() {
        return sends.equals("OPTIONS");
    }

    String page(String url) {
        return "<!DOCTYPE html><title>Kittens</title>" + html.replace("{url}", url);
    }
}
