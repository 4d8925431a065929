package io.github.lrmfspark.report;

import io.github.lrmfspark.evaluation.Pictures;
import io.github.lrmfspark.evaluation.Pictures.Bin;
import io.github.lrmfspark.evaluation.Pictures.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The pictures of a report: the projection, the log-determinants and the worst-aligned directions. */
final class PicturesSection {
    private static final int LOADINGS = 3;
    private static final double LEAST_LOADING = 0.1;

    private PicturesSection() {}

    /** A section for every picture that there is. */
    static List<Element> of(Pictures pictures, Figures figures) {
        List<Element> sections = new ArrayList<>();
        if (!pictures.projection().target().isEmpty()) {
            sections.add(projection(pictures.projection(), figures));
        }
        if (!pictures.directions().isEmpty()) {
            sections.add(directions(pictures.directions(), figures));
        }
        if (!pictures.logDets().isEmpty()) {
            sections.add(logDets(pictures.logDets(), figures));
        }
        return sections;
    }

    private static Element projection(Pictures.Projection projection, Figures figures) {
        Scatter scatter = new Scatter(projection);
        Element section = Page.section("Rows before and after")
                .add(Page.note("Some rows of both sets on two axes: the first two principal axes of the target, or the"
                        + " coordinates themselves where there are no more. The source rows are the same ones in both"
                        + " drawings."))
                .add(legend("source rows", "source", "●"), legend("target rows", "target", "+"))
                .add(Page.charts(
                        Page.figure("Before", "", scatter.byDomain(projection.before(), "Source rows before the map")),
                        Page.figure("After", "", scatter.byDomain(projection.after(), "Source rows after the map"))));
        if (!scatter.labels().isEmpty()) {
            section.add(Element.of("h3").text("By label"), Page.note("Dots are source rows, crosses target rows."));
            section.add(labels(scatter, figures));
            section.add(Page.charts(
                    Page.figure("Before", "", scatter.byLabel(projection.before(), "Rows before the map, by label")),
                    Page.figure("After", "", scatter.byLabel(projection.after(), "Rows after the map, by label"))));
        }
        return section;
    }

    /** A key for every label that has a colour, and one for all the others. */
    private static List<Element> labels(Scatter scatter, Figures figures) {
        List<Element> legends = new ArrayList<>();
        Element others = legend("all other labels ", "other", "●");
        for (int label = 0; label < figures.size("/pictures/labels"); label++) {
            Element name = figures.exact(Figures.path("pictures", "labels", label));
            String style = scatter.style(label);
            if (style.equals("other")) {
                others.add(name).text(" ");
            } else {
                legends.add(legend("", style, "●").add(name));
            }
        }
        if (scatter.labels().size() > Scatter.COLOURS) {
            legends.add(others);
        }
        return legends;
    }

    private static Element legend(String words, String style, String mark) {
        return Element.of("span", "legend")
                .add(Element.of("span", "key " + style)
                        .with("aria-hidden", "true")
                        .text(mark))
                .text(" " + words);
    }

    private static Element directions(List<Direction> directions, Figures figures) {
        Element body = Element.of("tbody");
        double largest = directions.stream()
                .flatMapToDouble(direction -> DoubleStream.of(direction.before(), direction.after(), direction.floor()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (int i = 0; i < directions.size(); i++) {
            body.add(Element.of("tr")
                    .add(Element.of("th")
                            .with("scope", "row")
                            .text(loadings(directions.get(i).weights())))
                    .add(bar(Figures.path("pictures", "directions", i, "before"), largest, figures))
                    .add(bar(Figures.path("pictures", "directions", i, "after"), largest, figures)
                            .add(interval(Figures.path("pictures", "directions", i), figures)))
                    .add(bar(Figures.path("pictures", "directions", i, "floor"), largest, figures)));
        }
        return Page.section("Where the sets still differ most")
                .add(Page.note("Directions in which mapped rows and target rows are farthest apart: the Wasserstein"
                        + " distance of order 2 along the direction, in deviations of the target. One half of the rows"
                        + " chose the directions, the other half measured them. As floor, the distance of two draws of the"
                        + " target of as many rows. A direction is named by its largest coordinates, counted from 0, and"
                        + " their weights."))
                .add(Page.table(
                        "Worst-aligned directions",
                        "directions",
                        List.of("direction", "before", "after", "floor"),
                        body));
    }

    private static Element bar(String path, double largest, Figures figures) {
        double share = largest > 0 ? figures.number(path) / largest : 0;
        String style = path.endsWith("after") ? "bar after" : "bar";
        return Element.of("td")
                .add(Element.of("div", "measure")
                        .add(figures.shown(path))
                        .add(Element.of("span", style)
                                .with("aria-hidden", "true")
                                .with("style", "width:" + Plot.round(60 * share) + "%")));
    }

    private static Element interval(String path, Figures figures) {
        return Element.of("small", "interval")
                .add(figures.shown(path + "/low"))
                .text("\u2009–\u2009")
                .add(figures.shown(path + "/high"));
    }

    private static String loadings(List<Double> weights) {
        List<Integer> largest = IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(weights.get(i))))
                .toList();
        String named = largest.stream()
                .limit(LOADINGS)
                .filter(i -> Math.abs(weights.get(i)) >= LEAST_LOADING)
                .map(i -> "x" + i + " (" + Numerals.tick(weights.get(i), 0.01) + ")")
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "spread over all coordinates" : named;
    }

    private static Element logDets(List<Bin> bins, Figures figures) {
        Plot plot = new Plot(420, 240);
        Axis x = Axis.over(
                bins.stream().flatMapToDouble(bin -> DoubleStream.of(bin.from(), bin.to())), plot.left(), plot.right());
        double most = bins.stream().mapToInt(Bin::count).max().orElse(1);
        Axis y = new Axis(0, 1.05 * most, plot.bottom(), plot.top());
        plot.axes(x, y, "log|det ∂T(a)/∂a|, nats", "rows");
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            double width = Math.max(2, x.pixel(bin.to()) - x.pixel(bin.from()) - 1);
            Element rect = Element.of("rect", "column")
                    .with("x", Plot.round(x.pixel(bin.from())))
                    .with("y", Plot.round(y.pixel(bin.count())))
                    .with("width", Plot.round(width))
                    .with("height", Plot.round(y.start() - y.pixel(bin.count())));
            plot.add(figures.mark(rect, Figures.path("pictures", "logDets", i, "count")));
        }
        return Page.section("How much the map stretches")
                .add(Page.note(
                        "The log-determinant of the map at each source row: above 0 the map spreads rows out there,"
                                + " below 0 it draws them together. A long tail is rows that it stretches or crushes."))
                .add(Page.charts(Page.figure("", "", plot.svg("Histogram of the log-determinant over source rows"))));
    }
}
