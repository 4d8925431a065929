package io.github.lrmfspark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A drawing in SVG between two axes, that takes its colours and fonts from the page. Filled in place. */
final class Plot {
    private static final int LEFT = 46;
    private static final int RIGHT = 8;
    private static final int TOP = 8;
    private static final int BOTTOM = 40;
    private static final int TICKS = 5;

    private final int width;
    private final int height;
    private final List<Element> marks = new ArrayList<>();

    /** An empty drawing of so many pixels. */
    Plot(int width, int height) {
        this.width = width;
        this.height = height;
    }

    double left() {
        return LEFT;
    }

    double right() {
        return (double) width - RIGHT;
    }

    double top() {
        return TOP;
    }

    double bottom() {
        return (double) height - BOTTOM;
    }

    Plot add(Element mark) {
        marks.add(mark);
        return this;
    }

    /** Lines and numbers along both axes; either may be without words. */
    Plot axes(Axis x, Axis y, String xWords, String yWords) {
        double xStep = x.step(TICKS);
        for (double tick : x.ticks(xStep)) {
            add(line("grid", x.pixel(tick), top(), x.pixel(tick), bottom()));
            add(label(x.pixel(tick), bottom() + 15, "middle", Numerals.tick(tick, xStep)));
        }
        double yStep = y.step(TICKS);
        for (double tick : y.ticks(yStep)) {
            add(line("grid", left(), y.pixel(tick), right(), y.pixel(tick)));
            add(label(left() - 6, y.pixel(tick) + 4, "end", Numerals.tick(tick, yStep)));
        }
        add(label((left() + right()) / 2, height - 6.0, "middle", xWords));
        return add(label(0, 0, "middle", yWords)
                .with("transform", "translate(11 " + round((top() + bottom()) / 2) + ") rotate(-90)"));
    }

    /** The drawing; the words are for who cannot see it. */
    Element svg(String words) {
        return Element.of("svg", "plot")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 " + width + " " + height)
                .with("role", "img")
                .with("aria-label", words)
                .add(marks);
    }

    static Element line(String styles, double x1, double y1, double x2, double y2) {
        return Element.of("path", styles)
                .with("d", "M" + round(x1) + " " + round(y1) + "L" + round(x2) + " " + round(y2));
    }

    static Element label(double x, double y, String anchor, String text) {
        return Element.of("text")
                .with("x", round(x))
                .with("y", round(y))
                .with("text-anchor", anchor)
                .text(text);
    }

    /** A coordinate in tenths of a pixel. */
    static String round(double pixel) {
        return String.format(Locale.ROOT, "%.1f", pixel).replace(".0", "");
    }
}
