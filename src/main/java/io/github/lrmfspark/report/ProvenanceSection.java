package io.github.lrmfspark.report;

import java.util.ArrayList;
import java.util.List;

/** What the result was made from, and the command that makes it again. */
final class ProvenanceSection {
    private static final List<String> PARTS = List.of("inputs", "rows", "options", "schema", "versions");

    private ProvenanceSection() {}

    static Element of(Figures figures) {
        Element section = Page.section("Provenance");
        if (!figures.text("/provenance/command").isEmpty()) {
            section.add(Element.of("h3").text("The same again"))
                    .add(Element.of("pre").with("tabindex", "0").add(figures.exact("/provenance/command")));
        }
        section.add(Page.facts(List.of(
                Page.fact("seed", figures.exact("/provenance/seed")),
                Page.fact("commit", figures.exact("/provenance/commit")))));
        List<Element> lists = new ArrayList<>();
        for (String part : PARTS) {
            if (!figures.names(Figures.path("provenance", part)).isEmpty()) {
                lists.add(list(part, figures));
            }
        }
        return section.add(Element.of("div", "lists").add(lists));
    }

    private static Element list(String part, Figures figures) {
        Element body = Element.of("tbody");
        for (String name : figures.names(Figures.path("provenance", part))) {
            body.add(Element.of("tr")
                    .add(Element.of("th").with("scope", "row").text(name))
                    .add(Element.of("td").add(figures.exact(Figures.path("provenance", part, name)))));
        }
        return Element.of("div")
                .add(Element.of("h3").text(Words.title(part)))
                .add(Element.of("table", "plain").add(body));
    }
}
