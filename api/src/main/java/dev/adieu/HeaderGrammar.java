// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.regex.Pattern;

/** What may stand in a header: RFC 9110 (token, field value) and RFC 6265 (cookie value, attribute). */
enum HeaderGrammar {
    NAME("[!#$%&'*+.^_`|~0-9A-Za-z-]+"),
    COOKIE_VALUE("[!#-+--:<-\\[\\]-~]*"),
    ATTRIBUTE("[ -:<-~]+"),
    HEADER_VALUE("[ -~]*");

    private final Pattern pattern;

    HeaderGrammar(String regex) {
        pattern = Pattern.compile(regex);
    }

    void require(String what, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("Not allowed as " + what + ": must match " + pattern);
        }
    }
}
