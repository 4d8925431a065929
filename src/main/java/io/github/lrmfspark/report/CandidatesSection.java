package io.github.lrmfspark.report;

import java.util.List;

/** The maps that were tried: a line for each, and which of them was written. */
final class CandidatesSection {
    private static final String CANDIDATES = "/candidates";
    private static final List<String> ESTIMATES = List.of("domainClassifierAuc", "clusterAgreement");

    private CandidatesSection() {}

    /** The section; empty where there was nothing to choose from. */
    static List<Element> of(Figures figures) {
        if (!figures.has(CANDIDATES)) {
            return List.of();
        }
        Element header =
                Element.of("tr").add(Element.of("th").with("scope", "col").text("map"));
        for (String estimate : ESTIMATES) {
            header.add(Element.of("th")
                    .with("scope", "col")
                    .with("title", Words.explanation(estimate))
                    .text(Words.title(estimate)));
        }
        header.add(Element.of("th").with("scope", "col").text(Words.title("seconds")));
        Element body = Element.of("tbody");
        for (String map : figures.names(CANDIDATES + "/maps")) {
            body.add(line(figures, map));
        }
        return List.of(Page.section("Which map was written")
                .add(Page.facts(List.of(Page.fact("written", figures.exact(CANDIDATES + "/written")))))
                .add(Element.of("p").add(figures.exact(CANDIDATES + "/reason")))
                .add(Page.table("Maps that were tried", "metrics", header, body))
                .add(Page.note(
                        "Each was fitted to rows of the training and judged by others, the plainest one first. Where"
                                + " fewer than a thousand rows of either set are held out, it is judged by rows of the training"
                                + " too.")));
    }

    private static Element line(Figures figures, String map) {
        boolean written = map.equals(figures.text(CANDIDATES + "/written"));
        Element row = written ? Element.of("tr", "written") : Element.of("tr");
        row.add(Element.of("th").with("scope", "row").text(map + (written ? " – written" : "")));
        for (String estimate : ESTIMATES) {
            row.add(Element.of("td")
                    .with("data-column", Words.title(estimate))
                    .add(MetricsSection.estimate(figures, Figures.path("candidates", "maps", map, estimate))));
        }
        return row.add(Element.of("td").add(figures.shown(Figures.path("candidates", "maps", map, "seconds"))));
    }
}
