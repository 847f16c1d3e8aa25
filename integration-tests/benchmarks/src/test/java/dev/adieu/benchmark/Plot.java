// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars, as SVG that needs nothing and is read in light and in dark. Their scale is logarithmic where they differ by more
 * than can be seen otherwise, and says so.
 */
final class Plot {
    private static final int LEAST_LABELS = 160;
    /** About as wide as a bold letter. */
    private static final double LETTER = 8.7;

    private static final int BARS = 400;
    private static final int VALUES = 130;
    private static final int ROW = 30;
    private static final int GAP = 12;
    private static final int TOP = 62;
    private static final int BOTTOM = 44;
    private static final int MOST_TO_BE_SEEN = 25;

    /** From a value to the share of the width. */
    private record Scale(boolean logarithmic, double from, double to) {
        static Scale of(double lowest, double highest) {
            if (highest / lowest > MOST_TO_BE_SEEN) {
                var from = Math.floor(Math.log10(lowest * 0.7));
                return new Scale(true, from, Math.max(from + 1, Math.ceil(Math.log10(highest * 1.05))));
            }
            var step = step(highest);
            return new Scale(false, 0, step * Math.ceil(highest / step));
        }

        /** About five of 1, 2 or 5 times a power of ten. */
        private static double step(double highest) {
            var power = Math.pow(10, Math.floor(Math.log10(highest / 4)));
            var times = highest / 4 / power;
            return power * (times < 2 ? 1 : times < 5 ? 2 : 5);
        }

        List<Double> ticks() {
            var ticks = new ArrayList<Double>();
            if (logarithmic) {
                for (var power = from; power <= to; power++) {
                    ticks.add(Math.pow(10, power));
                }
            } else {
                var step = step(to);
                for (int i = 0; i * step <= to * 1.001; i++) {
                    ticks.add(i * step);
                }
            }
            return ticks;
        }

        /** Pixels from where bars begin. */
        double width(double value) {
            var place = logarithmic ? Math.log10(value) : value;
            return BARS * Math.min(1, Math.max(0, (place - from) / (to - from)));
        }
    }

    private record Bar(String label, double value, String text, boolean ours, int y) {}

    private final String title;
    private final String description;
    private final List<Bar> bars = new ArrayList<>();
    private int foot = TOP;

    Plot(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** A bar, if there is a figure. */
    Plot bar(String label, Report report, String contender, String measure) {
        report.figure(contender, measure).ifPresent(figure -> {
            bars.add(new Bar(label, figure.value(), figure.withUnit(), label.startsWith("Adieu"), foot));
            foot += ROW;
        });
        return this;
    }

    /** What follows is compared with each other, and less with what was before. */
    Plot gap() {
        foot += bars.isEmpty() ? 0 : GAP;
        return this;
    }

    String title() {
        return title;
    }

    boolean isEmpty() {
        return bars.isEmpty();
    }

    String svg() {
        var lowest = bars.stream().mapToDouble(Bar::value).min().orElseThrow();
        var highest = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
        var longest = bars.stream().mapToInt(bar -> bar.label().length()).max().orElseThrow();
        var left = Math.max(LEAST_LABELS, (int) (longest * LETTER) + 26);
        var scale = Scale.of(lowest, highest);
        var told = description + (scale.logarithmic() ? " The scale is logarithmic." : "");
        var width = left + BARS + VALUES;
        var height = foot + BOTTOM;
        var svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-labelledby=\"title desc\" font-family=\"system-ui, sans-serif\" font-size=\"14\">",
                width,
                height,
                width,
                height);
        line(svg, "<title id=\"title\">%s</title>", escaped(title));
        line(svg, "<desc id=\"desc\">%s %s</desc>", escaped(told), escaped(inWords()));
        line(svg, "%s", STYLE);
        line(svg, "<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"6\"/>", width, height);
        line(svg, "<text x=\"16\" y=\"26\" font-size=\"17\" font-weight=\"600\">%s</text>", escaped(title));
        line(svg, "<text class=\"quiet\" x=\"16\" y=\"46\" font-size=\"12.5\">%s</text>", escaped(told));
        scale.ticks().forEach(tick -> tick(svg, tick, left + scale.width(tick)));
        bars.forEach(bar -> bar(svg, bar, left, scale.width(bar.value())));
        line(svg, "</svg>");
        return svg.toString();
    }

    private void tick(StringBuilder svg, double value, double x) {
        line(svg, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP - 4, foot);
        line(
                svg,
                "<text class=\"quiet\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"12\">%s</text>",
                x,
                foot + 16,
                tick(value));
    }

    private static void bar(StringBuilder svg, Bar bar, int left, double width) {
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\"%s>%s</text>",
                left - 10,
                bar.y() + 19,
                bar.ours() ? " font-weight=\"600\"" : "",
                escaped(bar.label()));
        line(
                svg,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                bar.ours() ? "ours" : "others",
                left,
                bar.y() + 5,
                Math.max(1, width),
                ROW - 10);
        line(
                svg,
                "<text class=\"value\" x=\"%.1f\" y=\"%d\">%s</text>",
                left + width + 8,
                bar.y() + 19,
                escaped(bar.text()));
    }

    private static String tick(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3f", value).replaceFirst("0+$", "");
    }

    private String inWords() {
        var words = new StringBuilder();
        bars.forEach(
                bar -> words.append(bar.label()).append(": ").append(bar.text()).append(". "));
        return words.toString().strip();
    }

    private static void line(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static final String STYLE =
            """
            <style>
            .page { fill: #ffffff; } text { fill: #1f2328; } .quiet { fill: #59636e; } .grid { stroke: #d1d9e0; }
            .ours { fill: #0969da; } .others { fill: #818b98; }
            .value { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
            @media (prefers-color-scheme: dark) {
            .page { fill: #0d1117; } text { fill: #f0f6fc; } .quiet { fill: #9198a1; } .grid { stroke: #3d444d; }
            .ours { fill: #4493f8; } .others { fill: #656c76; }
            .value { stroke: #0d1117; }
            }
            </style>""";
}
