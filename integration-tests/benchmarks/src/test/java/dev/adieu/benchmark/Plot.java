// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bars, as SVG that needs nothing and is read in light and in dark. Their scale is logarithmic where they differ by more
 * than can be seen otherwise, and says so.
 */
final class Plot {
    private static final int LABELS = 250;
    private static final int BARS = 420;
    private static final int VALUES = 130;
    private static final int ROW = 30;
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

        double x(double value) {
            var place = logarithmic ? Math.log10(value) : value;
            return LABELS + BARS * Math.min(1, Math.max(0, (place - from) / (to - from)));
        }
    }

    private record Bar(String label, double value, String text, boolean ours) {}

    private final String title;
    private final String description;
    private final List<Bar> bars = new ArrayList<>();
    private @Nullable Double bound;
    private String boundText = "";

    Plot(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** A bar, if there is a figure. */
    Plot bar(String label, Report report, String contender, String measure) {
        report.figure(contender, measure)
                .ifPresent(figure -> bars.add(new Bar(
                        label, figure.value(), figure.text() + " " + figure.unit(), label.startsWith("Adieu"))));
        return this;
    }

    /** A line where a goal is. */
    Plot goal(double value, String text) {
        bound = value;
        boundText = text;
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
        var scale = Scale.of(lowest, highest);
        var told = description + (scale.logarithmic() ? " The scale is logarithmic." : "");
        var width = LABELS + BARS + VALUES;
        var height = TOP + ROW * bars.size() + BOTTOM;
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
        for (var tick : scale.ticks()) {
            var x = scale.x(tick);
            var foot = TOP + ROW * bars.size();
            line(svg, "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP - 4, foot);
            line(
                    svg,
                    "<text class=\"quiet\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"12\">%s</text>",
                    x,
                    foot + 16,
                    tick(tick));
        }
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), TOP + ROW * i, scale);
        }
        goal(svg, scale);
        line(svg, "</svg>");
        return svg.toString();
    }

    private static void bar(StringBuilder svg, Bar bar, int y, Scale scale) {
        var end = scale.x(bar.value());
        line(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\"%s>%s</text>",
                LABELS - 10,
                y + 19,
                bar.ours() ? " font-weight=\"600\"" : "",
                escaped(bar.label()));
        line(
                svg,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                bar.ours() ? "ours" : "others",
                LABELS,
                y + 5,
                Math.max(1, end - LABELS),
                ROW - 10);
        line(svg, "<text x=\"%.1f\" y=\"%d\">%s</text>", end + 8, y + 19, escaped(bar.text()));
    }

    private void goal(StringBuilder svg, Scale scale) {
        if (bound == null) {
            return;
        }
        var x = scale.x(bound);
        var foot = TOP + ROW * bars.size();
        line(svg, "<line class=\"goal\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP - 4, foot + 22);
        line(
                svg,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"12\">%s</text>",
                x,
                foot + 36,
                boundText);
    }

    private static String tick(double value) {
        return value >= 1 || value == 0 ? String.format(Locale.ROOT, "%,.0f", value) : Double.toString(value);
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
            .ours { fill: #0969da; } .others { fill: #818b98; } .goal { stroke: #9a6700; stroke-width: 2; stroke-dasharray: 5 3; }
            @media (prefers-color-scheme: dark) {
            .page { fill: #0d1117; } text { fill: #f0f6fc; } .quiet { fill: #9198a1; } .grid { stroke: #3d444d; }
            .ours { fill: #4493f8; } .others { fill: #656c76; } .goal { stroke: #d29922; }
            }
            </style>""";
}
