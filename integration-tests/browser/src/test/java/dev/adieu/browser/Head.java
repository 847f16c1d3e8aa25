// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an HTTP/1.1 message begins, and the body of a request, whose length is always said.
 *
 * @param lines the first line and those of the headers
 * @param body what follows
 */
record Head(List<String> lines, byte[] body) {
    /** Null if nothing comes. */
    static @Nullable Head read(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                return null;
            }
            text.append((char) next);
        }
        var head = new Head(text.toString().strip().lines().toList(), new byte[0]);
        var length = head.isRequest() ? head.header("Content-Length") : "";
        return length.isEmpty() ? head : new Head(head.lines, in.readNBytes(Integer.parseInt(length)));
    }

    private boolean isRequest() {
        return !lines.get(0).startsWith("HTTP/");
    }

    String method() {
        return lines.get(0).split(" ")[0];
    }

    /** Without its query. */
    String path() {
        return lines.get(0).split(" ")[1].split("\\?")[0];
    }

    int status() {
        return Integer.parseInt(lines.get(0).split(" ")[1]);
    }

    /** Empty if it is absent. */
    String header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return lines.stream()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** As it was, but for one message a connection. */
    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        lines.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .forEach(line -> out.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        out.writeBytes("Connection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
