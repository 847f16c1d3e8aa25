// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.security;

import dev.adieu.ResponseChange;
import jakarta.servlet.http.HttpServletResponse;

/** Makes changes on an answer that Jakarta REST does not make. */
record ServletResponseChanges(HttpServletResponse response) implements ResponseChange.Cases<Void> {
    @Override
    public Void setCookie(ResponseChange.SetCookie change) {
        return cookie(change.name() + "=" + change.value() + "; Path=/; HttpOnly; SameSite=Lax", change.secure());
    }

    @Override
    public Void setPublicCookie(ResponseChange.SetPublicCookie change) {
        return cookie(change.name() + "=" + change.value() + "; Path=/; SameSite=None", true);
    }

    @Override
    public Void expireCookie(ResponseChange.ExpireCookie change) {
        return cookie(
                change.name() + "=; Path=" + change.path()
                        + (change.domain() == null ? "" : "; Domain=" + change.domain())
                        + "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax",
                change.secure());
    }

    private Void cookie(String cookie, boolean secure) {
        response.addHeader("Set-Cookie", cookie + (secure ? "; Secure" : ""));
        return null;
    }

    @Override
    public Void setHeader(ResponseChange.SetHeader change) {
        response.setHeader(change.name(), change.value());
        return null;
    }

    @Override
    public Void remember(ResponseChange.Remember change) {
        return null;
    }

    @Override
    public Void seeOther(ResponseChange.SeeOther change) {
        return null;
    }
}
