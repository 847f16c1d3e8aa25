// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs that came with a request are safe to lead a browser to: a path on this origin in a form that no browser,
 * proxy or server reads differently, or an exact member of a list.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986, sections 3.3 to 3.5</a>
 */
final class CallbackUrls {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final int LONGEST = 2000;
    private static final String UNRESERVED_AND_SUB_DELIMS = "-._~!$&'()*+,;=";

    private final Set<String> listed;

    CallbackUrls(Set<String> listed) {
        this.listed = listed;
    }

    /** The URL, if it is safe. A refusal is logged, without the URL's text: it may be an attack on the log. */
    Optional<URI> safe(@Nullable String requested) {
        if (requested == null || requested.isEmpty()) {
            return Optional.empty();
        }
        if (listed.contains(requested) || isLocal(requested)) {
            return Optional.of(URI.create(requested));
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Refused a callback URL of {0} characters: neither a plain path on this origin nor one of"
                        + " adieu.callback-urls. Using the default.",
                requested.length());
        return Optional.empty();
    }

    /** Whether it is a path alone, without query and fragment. */
    static boolean isLocalPath(String text) {
        return isLocal(text) && text.indexOf('?') < 0 && text.indexOf('#') < 0;
    }

    private static boolean isLocal(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        int fragment = indexOrEnd(text, '#', text.length());
        int query = indexOrEnd(text, '?', fragment);
        return isPath(text.substring(0, query))
                && isQueryOrFragment(text, query + 1, fragment)
                && isQueryOrFragment(text, fragment + 1, text.length());
    }

    private static int indexOrEnd(String text, char c, int end) {
        int index = text.indexOf(c);
        return index < 0 || index > end ? end : index;
    }

    private static boolean isPath(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        var segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            var segment = segments[i];
            var last = i == segments.length - 1;
            if (segment.equals(".") || segment.equals("..") || segment.isEmpty() && !last || !isSegment(segment)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSegment(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c == '%') {
                int octet = octet(segment, i, segment.length());
                if (octet < 0 || octet < 0x20 || octet == 0x7f || "/\\.%".indexOf(octet) >= 0) {
                    return false;
                }
                i += 2;
            } else if (!isPchar(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQueryOrFragment(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            var c = text.charAt(i);
            if (c == '%' && octet(text, i, to) >= 0) {
                i += 2;
            } else if (c == '%' || !isPchar(c) && c != '/' && c != '?') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPchar(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == ':'
                || c == '@'
                || UNRESERVED_AND_SUB_DELIMS.indexOf(c) >= 0;
    }

    /** What the three characters from here encode; negative when they encode nothing. */
    private static int octet(String text, int at, int end) {
        if (at + 2 >= end) {
            return -1;
        }
        int high = hex(text.charAt(at + 1));
        int low = hex(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
