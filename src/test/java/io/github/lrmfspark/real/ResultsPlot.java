package io.github.lrmfspark.real;

import io.github.lrmfspark.real.Results.Spread;
import io.github.lrmfspark.report.Axis;
import io.github.lrmfspark.report.Element;
import io.github.lrmfspark.report.Numerals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A drawing in SVG of a table of results: a band a set, in it a line a map without pairs, in a panel a score. A dot is the median
 * of seeds, the stroke through it their range; grey strokes in the last line of a band are maps that were told pairs.
 */
final class ResultsPlot {
    private static final List<Score> PANELS = List.of(Score.KNN, Score.TOP1, Score.AREA);
    private static final List<String> COLOURS = List.of(
            "#d1661b", "#4a4f57", "#3d6f9e", "#00828c", "#7d8b00", "#b03a6f", "#6a55b5", "#8a5a36", "#2e8b57",
            "#c28a00");
    private static final String BOLD = "font-weight: bold";
    private static final String QUIET = "fill: #5c6675";
    private static final String RULE = "#dfe3e8";
    private static final String GREY = "#9aa3ae";
    private static final int LEFT = 150;
    private static final int PANEL = 230;
    private static final int GAP = 34;
    private static final int TOP = 34;
    private static final int LINE = 9;
    private static final int BETWEEN = 10;
    private static final int LEGEND = 18;
    private static final int LEGEND_TOP = 32;
    private static final int TICKS = 5;
    private static final double RADIUS = 3.2;

    private final List<List<Result>> sets;
    private final List<String> maps;
    private final Element svg;
    private final double bottom;

    private ResultsPlot(Results results) {
        this.sets = results.bySet();
        this.maps = sets.stream()
                .flatMap(ofSet -> Results.byMap(ofSet).stream())
                .map(seeds -> seeds.get(0))
                .filter(row -> row.pairs() == 0)
                .sorted(Comparator.comparing(row -> row.verdict().isEmpty()))
                .map(Result::map)
                .distinct()
                .toList();
        this.bottom = TOP + (double) sets.size() * band();
        int width = LEFT + PANELS.size() * (PANEL + GAP);
        double height = bottom + LEGEND_TOP + (double) legendRows() * LEGEND;
        this.svg = Element.of("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 " + width + " " + pixel(height))
                .with("width", "" + width)
                .with("font-family", "sans-serif")
                .with("font-size", "12")
                .with("role", "img")
                .with("aria-label", "Scores of every map of every set")
                .add(Element.of("rect")
                        .with("width", "100%")
                        .with("height", "100%")
                        .with("fill", "#ffffff"));
    }

    /** The drawing. */
    static String of(Results results) {
        ResultsPlot plot = new ResultsPlot(results);
        for (int panel = 0; panel < PANELS.size(); panel++) {
            double left = LEFT + panel * (double) (PANEL + GAP);
            plot.panel(PANELS.get(panel), new Axis(0, 1, left, left + PANEL));
        }
        plot.names();
        plot.legend();
        return plot.svg + "\n";
    }

    private int band() {
        return (maps.size() + 1) * LINE + BETWEEN;
    }

    /** Of the maps, and of those that were told pairs. */
    private int legendRows() {
        return (maps.size() + 2) / 2;
    }

    private double top(int set) {
        return TOP + (double) set * band();
    }

    private void panel(Score score, Axis axis) {
        text((axis.start() + axis.end()) / 2, TOP - 14, "middle", BOLD, score.label());
        double step = axis.step(TICKS);
        for (double tick : axis.ticks(step)) {
            stroke(RULE, 1, axis.pixel(tick), TOP, axis.pixel(tick), bottom);
            text(axis.pixel(tick), bottom + 14, "middle", QUIET, Numerals.tick(tick, step));
        }
        for (int set = 0; set < sets.size(); set++) {
            for (List<Result> seeds : Results.byMap(sets.get(set))) {
                Spread spread = Results.spread(seeds, score);
                int line = maps.indexOf(seeds.get(0).map());
                if (!Double.isNaN(spread.median())) {
                    mark(spread, axis, top(set) + (BETWEEN + LINE) / 2.0, line);
                }
            }
        }
    }

    private void mark(Spread spread, Axis axis, double y, int line) {
        double x = axis.pixel(spread.median());
        if (line < 0) {
            double middle = y + (double) maps.size() * LINE;
            stroke(GREY, 2, x, middle - LINE / 2.0, x, middle + LINE / 2.0);
        } else {
            double middle = y + (double) line * LINE;
            stroke(colour(line), 1.5, axis.pixel(spread.low()), middle, axis.pixel(spread.high()), middle);
            dot(x, middle, colour(line));
        }
    }

    private void names() {
        for (int set = 0; set <= sets.size(); set++) {
            double right = LEFT + (double) PANELS.size() * (PANEL + GAP) - GAP;
            stroke(RULE, 1, 8, top(set), right, top(set));
        }
        for (int set = 0; set < sets.size(); set++) {
            Result first = sets.get(set).get(0);
            double middle = top(set) + band() / 2.0;
            text(8, middle, "start", BOLD, first.set());
            text(8, middle + 14, "start", QUIET, first.draw());
        }
    }

    /** Names of the maps, in two columns. */
    private void legend() {
        List<String> names = new ArrayList<>(maps);
        names.add("told pairs");
        int rows = legendRows();
        for (int i = 0; i < names.size(); i++) {
            int column = i / rows;
            double x = LEFT + (double) column * (PANEL + GAP);
            double y = bottom + LEGEND_TOP + (i % rows) * (double) LEGEND;
            if (i < maps.size()) {
                dot(x, y, colour(i));
            } else {
                stroke(GREY, 2, x, y - LINE / 2.0, x, y + LINE / 2.0);
            }
            text(x + 10, y + 4, "start", QUIET, names.get(i));
        }
    }

    private static String colour(int line) {
        return COLOURS.get(line % COLOURS.size());
    }

    private void dot(double x, double y, String colour) {
        svg.add(Element.of("circle")
                .with("cx", pixel(x))
                .with("cy", pixel(y))
                .with("r", "" + RADIUS)
                .with("fill", colour));
    }

    private void stroke(String colour, double width, double x1, double y1, double x2, double y2) {
        svg.add(Element.of("path")
                .with("d", "M" + pixel(x1) + " " + pixel(y1) + "L" + pixel(x2) + " " + pixel(y2))
                .with("stroke", colour)
                .with("stroke-width", "" + width));
    }

    private void text(double x, double y, String anchor, String style, String text) {
        svg.add(Element.of("text")
                .with("x", pixel(x))
                .with("y", pixel(y))
                .with("text-anchor", anchor)
                .with("style", style)
                .text(text));
    }

    private static String pixel(double pixel) {
        return String.format(Locale.ROOT, "%.1f", pixel);
    }
}
