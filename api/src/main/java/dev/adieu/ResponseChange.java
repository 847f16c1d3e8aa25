// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the answer to a request changes in the browser. A value: whoever decides on it does not touch the
 * response. Names and values are checked, so that nothing can be injected into a header.
 */
public sealed interface ResponseChange {

    /** Calls the case of this variant. A new variant does not compile until every user handles it. */
    <R> R match(Cases<R> cases);

    /**
     * Sets a cookie: {@code HttpOnly}, {@code SameSite=Lax}, for the whole host, until the browser closes.
     *
     * @param name an RFC 6265 cookie name
     * @param value an RFC 6265 cookie value, taken to be a secret: not shown by {@code toString}
     * @param secure whether it goes over TLS only
     */
    record SetCookie(String name, String value, boolean secure) implements ResponseChange {
        public SetCookie {
            HeaderGrammar.NAME.require("cookie name", name);
            HeaderGrammar.COOKIE_VALUE.require("value of cookie " + name, value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.setCookie(this);
        }

        @Override
        public String toString() {
            return "SetCookie[name=" + name + ", secure=" + secure + "]";
        }
    }

    /**
     * Sets a cookie that scripts read, and that comes along in frames of other sites: {@code Secure}, {@code SameSite=None},
     * for the whole host, until the browser closes. For a mark by which pages notice that something has changed; never for
     * what would let anybody in. Takes the place of whatever else the answer says of it.
     *
     * @param name an RFC 6265 cookie name
     * @param value an RFC 6265 cookie value that the whole world may know
     */
    record SetPublicCookie(String name, String value) implements ResponseChange {
        public SetPublicCookie {
            HeaderGrammar.NAME.require("cookie name", name);
            HeaderGrammar.COOKIE_VALUE.require("value of cookie " + name, value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.setPublicCookie(this);
        }
    }

    /**
     * Makes the browser forget a cookie. Only a cookie with the same name, path and domain is forgotten.
     *
     * @param name an RFC 6265 cookie name
     * @param path the path it was set with
     * @param domain the domain it was set with; null for a host-only cookie
     * @param secure as it was set; a {@code __Host-} or {@code __Secure-} cookie is only forgotten when true
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-3.1">RFC 6265, section 3.1</a>
     */
    record ExpireCookie(String name, String path, @Nullable String domain, boolean secure) implements ResponseChange {
        public ExpireCookie {
            HeaderGrammar.NAME.require("cookie name", name);
            HeaderGrammar.ATTRIBUTE.require("path of cookie " + name, path);
            if (domain != null) {
                HeaderGrammar.ATTRIBUTE.require("domain of cookie " + name, domain);
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.expireCookie(this);
        }
    }

    /**
     * Sets a header, in place of what it was.
     *
     * @param name an RFC 9110 field name
     * @param value visible ASCII characters and spaces
     */
    record SetHeader(String name, String value) implements ResponseChange {
        public SetHeader {
            HeaderGrammar.NAME.require("header name", name);
            HeaderGrammar.HEADER_VALUE.require("value of header " + name, value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.setHeader(this);
        }
    }

    /**
     * Names the next URL: a redirect for a navigation, data for everything else.
     *
     * @param url absolute, or a path on this origin; {@code toString} leaves out its query, which may hold a hint
     */
    record SeeOther(URI url) implements ResponseChange {
        @Override
        public String toString() {
            return "SeeOther[url=" + Require.withoutQuery(url) + "]";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.seeOther(this);
        }
    }

    /**
     * Keeps something in the store for when the browser comes back, because it does not fit or does not belong into the
     * answer. Kept once the sessions have ended; if the store fails then, the sign-out stands, and it will be missing.
     *
     * @param key as {@code SessionStore.recall} will find it; begins with the name of who keeps it
     * @param value taken to be a secret: not shown by {@code toString}
     * @param time for how long; positive
     */
    record Remember(String key, String value, Duration time) implements ResponseChange {
        public Remember {
            Require.text("key", key);
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("time must be positive, but was " + time);
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.remember(this);
        }

        @Override
        public String toString() {
            return "Remember[time=" + time + "]";
        }
    }

    /** One answer for each variant. */
    interface Cases<R> {
        R setCookie(SetCookie change);

        R setPublicCookie(SetPublicCookie change);

        R expireCookie(ExpireCookie change);

        R setHeader(SetHeader change);

        R seeOther(SeeOther change);

        R remember(Remember change);
    }
}
