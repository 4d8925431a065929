package io.github.lrmfspark.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The table of metrics: a line for every metric, a column for every map, and what the names mean. */
final class MetricsSection {
    private static final String METRICS = "/metrics";
    private static final String AFTER = "after";
    private static final double LEAST_P = 0.001;

    private MetricsSection() {}

    static Element of(Figures figures) {
        List<String> columns = figures.names(METRICS);
        Element header =
                Element.of("tr").add(Element.of("th").with("scope", "col").text("metric"));
        for (String column : columns) {
            header.add(Element.of("th", column)
                    .with("scope", "col")
                    .with("title", Words.explanation("column." + column))
                    .text(Words.title("column." + column)));
        }
        Element body = Element.of("tbody");
        List<String> metrics = metrics(figures, columns);
        for (String metric : metrics) {
            Element row = Element.of("tr").add(name(metric));
            for (String column : columns) {
                row.add(Element.of("td", column)
                        .with("data-column", Words.title("column." + column))
                        .add(estimate(figures, Figures.path("metrics", column, metric))));
            }
            body.add(row);
        }
        return Page.section("Figures")
                .add(judged(figures))
                .add(notes(figures))
                .add(Page.table("Metrics of every map", "metrics", header, body))
                .add(Page.note("Below each figure its 95 % interval, where it says something of other rows; p is the"
                        + " probability of such a figure if there were no difference."))
                .add(legend("What the metrics mean", metrics, ""), legend("What the columns are", columns, "column."));
    }

    private static Element judged(Figures figures) {
        boolean heldOut = Boolean.parseBoolean(figures.text("/judged/heldOut"));
        return Element.of("p", "note")
                .text("Of ")
                .add(figures.shown("/judged/source"))
                .text(" source rows and ")
                .add(figures.shown("/judged/target"))
                .text(" target rows ")
                .add(figures.cell(
                        "/judged/heldOut",
                        heldOut ? "that were held out of training." : "that may have been trained on."))
                .text(" Means and covariances are of all rows.");
    }

    private static List<Element> notes(Figures figures) {
        return IntStream.range(0, figures.size("/notes"))
                .mapToObj(i -> Element.of("p", "note").add(figures.exact(Figures.path("notes", i))))
                .toList();
    }

    /** Metrics of any column, those of the map first. */
    private static List<String> metrics(Figures figures, List<String> columns) {
        Set<String> names = new LinkedHashSet<>(figures.names(Figures.path("metrics", AFTER)));
        columns.forEach(column -> names.addAll(figures.names(Figures.path("metrics", column))));
        return List.copyOf(names);
    }

    private static Element name(String metric) {
        return Element.of("th")
                .with("scope", "row")
                .with("title", Words.explanation(metric))
                .text(Words.title(metric))
                .add(Element.of("span", "name")
                        .add(Element.of("code").text(metric))
                        .text(Words.best(metric).isEmpty() ? "" : " · best " + Words.best(metric)));
    }

    static List<Element> estimate(Figures figures, String path) {
        if (!figures.has(path)) {
            return List.of();
        }
        boolean bounded = figures.isFinite(path + "/low") && figures.isFinite(path + "/high");
        double halfWidth = bounded ? (figures.number(path + "/high") - figures.number(path + "/low")) / 2 : 0;
        List<Element> shown = new ArrayList<>(List.of(figures.measured(path + "/value", halfWidth)));
        if (!figures.text(path + "/low").equals(figures.text(path + "/high"))) {
            shown.add(Element.of("small", "interval")
                    .add(figures.measured(path + "/low", halfWidth))
                    .text("\u2009–\u2009")
                    .add(figures.measured(path + "/high", halfWidth)));
        }
        if (figures.has(path + "/pValue")) {
            shown.add(Element.of("small").add(pValue(figures, path + "/pValue")));
        }
        return shown;
    }

    private static Element pValue(Figures figures, String path) {
        double probability = figures.number(path);
        return figures.cell(path, probability < LEAST_P ? "p < " + LEAST_P : "p = " + Numerals.real(probability));
    }

    private static Element legend(String title, List<String> names, String prefix) {
        Element list = Element.of("dl", "words");
        for (String name : names) {
            String explanation = Words.explanation(prefix + name);
            if (!explanation.isEmpty()) {
                list.add(
                        Element.of("dt").text(Words.title(prefix + name)),
                        Element.of("dd").text(explanation));
            }
        }
        return Element.of("details").add(Element.of("summary").text(title)).add(list);
    }
}
