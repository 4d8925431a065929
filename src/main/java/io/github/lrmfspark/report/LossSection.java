package io.github.lrmfspark.report;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.report.RunReport.Training;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What was minimised: the bound, the terms of the loss, their course and the facts of the training. */
final class LossSection {
    private LossSection() {}

    /** A section for everything that there is. */
    static List<Element> of(RunReport report, Figures figures) {
        List<Element> sections = new ArrayList<>();
        if (report.bound() != null) {
            sections.add(bound(figures));
        }
        if (report.loss() != null) {
            sections.add(loss(figures));
        }
        Training training = report.training();
        if (training != null && !training.history().isEmpty()) {
            sections.add(curves(training, report.bound()));
        }
        if (training != null) {
            sections.add(training(figures));
        }
        if (!report.seconds().isEmpty()) {
            sections.add(seconds(figures));
        }
        return sections;
    }

    private static Element bound(Figures figures) {
        return Page.section("Distance to the bound")
                .add(Page.note(
                        "−c is the lower bound of the loss, reached where the density model cannot tell mapped rows"
                                + " from target rows. The gap is what is left above it; best 0. After ± stands the standard"
                                + " error."))
                .add(Page.facts(List.of(
                        Page.fact("gap, nats per pair", withError(figures, "/bound/gap")),
                        Page.fact("gap per dimension", withError(figures, "/bound/gapPerDimension")),
                        Page.fact("c, nats per pair", withError(figures, "/bound/c")),
                        Page.fact("folds", figures.shown("/bound/folds")))));
    }

    private static Element loss(Figures figures) {
        Element body = Element.of("tbody");
        for (String term : figures.names("/loss/heldOut")) {
            body.add(Element.of("tr")
                    .add(Element.of("th")
                            .with("scope", "row")
                            .with("title", Words.explanation(term))
                            .text(Words.title(term))
                            .add(Element.of("span", "name")
                                    .add(Element.of("code").text(term))))
                    .add(term(figures, Figures.path("loss", "training", term)))
                    .add(term(figures, Figures.path("loss", "heldOut", term))));
        }
        return Page.section("Loss")
                .add(Page.note(
                        "In nats per pair, with standard errors. A loss that is much lower on training rows than on"
                                + " rows held out has learnt the rows by heart."))
                .add(Page.table("Terms of the loss", "loss", List.of("term", "training rows", "rows held out"), body));
    }

    private static Element term(Figures figures, String path) {
        Element cell = Element.of("td");
        return figures.has(path) ? cell.add(withError(figures, path)) : cell;
    }

    private static Element withError(Figures figures, String path) {
        double error = figures.number(path + "/standardError");
        return Element.of("span")
                .add(figures.measured(path + "/mean", error))
                .add(Element.of("small", "error").text(" ± ").add(figures.measured(path + "/standardError", error)));
    }

    private static Element curves(Training training, RunReport.@Nullable Bound bound) {
        Set<String> terms = new LinkedHashSet<>();
        training.history().forEach(point -> terms.addAll(point.terms().names()));
        Element charts = Page.charts();
        for (String term : terms) {
            double floor = bound == null || !term.equals(LossTerms.TOTAL)
                    ? Double.NaN
                    : -bound.c().mean();
            String words = Double.isFinite(floor) ? "and the bound −c, dashed" : "";
            charts.add(Page.figure(Words.title(term), words, curve(training.history(), term, floor)));
        }
        return Page.section("Course of the training")
                .add(Page.note("Each term of the loss on rows held out, in nats per pair."))
                .add(charts);
    }

    private static Element curve(List<HistoryPoint> history, String term, double floor) {
        Plot plot = new Plot(420, 240);
        List<HistoryPoint> points = history.stream()
                .filter(point -> Double.isFinite(value(point, term)))
                .toList();
        Axis x = Axis.over(points.stream().mapToDouble(HistoryPoint::step), plot.left(), plot.right());
        Axis y = Axis.over(
                DoubleStream.concat(points.stream().mapToDouble(point -> value(point, term)), DoubleStream.of(floor)),
                plot.bottom(),
                plot.top());
        plot.axes(x, y, "steps", "");
        if (Double.isFinite(floor)) {
            plot.add(Plot.line("floor", plot.left(), y.pixel(floor), plot.right(), y.pixel(floor)));
        }
        StringBuilder path = new StringBuilder();
        for (HistoryPoint point : points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Plot.round(x.pixel(point.step())))
                    .append(' ')
                    .append(Plot.round(y.pixel(value(point, term))));
        }
        return plot.add(Element.of("path", "curve").with("d", path + (path.isEmpty() ? "" : "h0")))
                .svg(Words.title(term) + " over training steps");
    }

    private static double value(HistoryPoint point, String term) {
        return point.terms().values().getOrDefault(term, Double.NaN);
    }

    private static Element seconds(Figures figures) {
        List<Element> facts = figures.names("/seconds").stream()
                .map(phase -> Page.fact(phase, figures.shown(Figures.path("seconds", phase))))
                .toList();
        return Page.section("Where the time went")
                .add(Page.note("Seconds of each phase, checks before and after left out."))
                .add(Page.facts(facts));
    }

    private static Element training(Figures figures) {
        List<Element> facts = new ArrayList<>();
        for (String name : figures.names("/training")) {
            String path = Figures.path("training", name);
            if (figures.isValue(path)) {
                facts.add(Page.fact(Words.title(name), figures.shown(path)));
            }
        }
        return Page.section("Training").add(Page.facts(facts));
    }
}
