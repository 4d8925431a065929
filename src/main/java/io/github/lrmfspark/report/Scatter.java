package io.github.lrmfspark.report;

import io.github.lrmfspark.evaluation.Pictures.Point;
import io.github.lrmfspark.evaluation.Pictures.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Drawings of a projection, all on the same two axes with one scale: source rows are dots, target rows crosses. */
final class Scatter {
    /** Labels with a colour of their own; the others share one. */
    static final int COLOURS = 8;

    private static final int SIDE = 420;
    private static final String DOT = "h0";
    private static final String CROSS = "m-2.5 0h5m-2.5 -2.5v5";

    private final List<Point> target;
    private final List<Integer> labels;
    private final Axis x;
    private final Axis y;

    Scatter(Projection projection) {
        List<Point> all = Stream.of(projection.before(), projection.after(), projection.target())
                .flatMap(List::stream)
                .toList();
        Plot plot = new Plot(SIDE, SIDE);
        Axis horizontal = over(all, Point::x, plot.left(), plot.right());
        Axis vertical = over(all, Point::y, plot.bottom(), plot.top());
        double scale = Math.max(horizontal.unitsPerPixel(), vertical.unitsPerPixel());
        this.x = horizontal.withScale(scale);
        this.y = vertical.withScale(scale);
        this.target = projection.target();
        this.labels = all.stream()
                .map(Point::label)
                .filter(label -> label >= 0)
                .distinct()
                .sorted()
                .toList();
    }

    /** All labels, in their order; none where there are none. */
    List<Integer> labels() {
        return labels;
    }

    /** The CSS class of a label. */
    String style(int label) {
        int rank = labels.indexOf(label);
        return rank < 0 || rank >= COLOURS ? "other" : "label" + rank;
    }

    /** The source rows beside the target's, coloured by domain. */
    Element byDomain(List<Point> source, String words) {
        return plot().add(cloud("target", target, CROSS))
                .add(cloud("source", source, DOT))
                .svg(words);
    }

    /** The source rows beside the target's, coloured by label. */
    Element byLabel(List<Point> source, String words) {
        Plot plot = plot();
        for (String style : styles()) {
            plot.add(cloud("target " + style, of(style, target), CROSS));
        }
        for (String style : styles()) {
            plot.add(cloud("source " + style, of(style, source), DOT));
        }
        return plot.svg(words);
    }

    private List<String> styles() {
        List<String> styles = new ArrayList<>(List.of("other"));
        labels.stream().limit(COLOURS).map(this::style).forEach(styles::add);
        return styles;
    }

    private List<Point> of(String style, List<Point> points) {
        return points.stream()
                .filter(point -> style(point.label()).equals(style))
                .toList();
    }

    private Plot plot() {
        return new Plot(SIDE, SIDE).axes(x, y, "first axis", "second axis");
    }

    private Element cloud(String styles, List<Point> points, String mark) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
                path.append('M')
                        .append(Plot.round(x.pixel(point.x())))
                        .append(' ')
                        .append(Plot.round(y.pixel(point.y())))
                        .append(mark);
            }
        }
        return Element.of("path", "cloud " + styles).with("d", path.toString());
    }

    private static Axis over(List<Point> points, ToDoubleFunction<Point> coordinate, double start, double end) {
        return Axis.over(points.stream().mapToDouble(coordinate), start, end);
    }
}
