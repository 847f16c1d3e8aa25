// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/** What people call a device: "Chrome on Linux". */
final class Devices {
    private static final Parser PARSER = new Parser();

    private Devices() {}

    static String label(@Nullable String userAgent) {
        if (userAgent == null) {
            return "An unnamed program";
        }
        var client = PARSER.parse(userAgent);
        var program = known(client.userAgent.family) ? client.userAgent.family : "A program";
        return known(client.os.family) ? program + " on " + client.os.family : program;
    }

    private static boolean known(@Nullable String family) {
        return family != null && !family.equals("Other");
    }
}
