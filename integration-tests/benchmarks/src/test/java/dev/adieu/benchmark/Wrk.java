// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of {@code wrk}.
 *
 * @param requests how many were answered
 * @param perSecond how many requests were answered in a second
 * @param median of their latency, in milliseconds
 * @param p99 what 99 of 100 did not exceed
 */
record Wrk(long requests, double perSecond, double median, double p99) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: \\d+|Socket errors: .*");

    static Wrk run(int connections, int seconds, URI target, String cookie) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("wrk", "--latency", "--timeout", "30s", "-t1", "-c" + connections, "-d" + seconds + "s"));
        if (!cookie.isEmpty()) {
            command.addAll(List.of("-H", "Cookie: " + cookie));
        }
        command.add(target.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes());
        var refused = REFUSED.matcher(text);
        if (process.waitFor() != 0 || refused.find()) {
            throw new IllegalStateException("wrk: " + text);
        }
        return new Wrk(
                (long) number(REQUESTS.matcher(text)),
                number(RATE.matcher(text)),
                latency(text, "50%"),
                latency(text, "99%"));
    }

    private static double number(Matcher matcher) {
        if (!matcher.find()) {
            throw new IllegalStateException("wrk told no figure");
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static double latency(String text, String share) {
        var matcher = Pattern.compile("\\s" + share + "\\s+([0-9.]+)(us|ms|s)").matcher(text);
        var number = number(matcher);
        return switch (matcher.group(2)) {
            case "us" -> number / 1000;
            case "ms" -> number;
            default -> number * 1000;
        };
    }
}
