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
        List<Element> lists = new ArrayList<>();
        for (String part : PARTS) {
            List<String> paths = figures.names(Figures.path("provenance", part)).stream()
                    .map(name -> Figures.path("provenance", part, name))
                    .toList();
            if (!paths.isEmpty()) {
                lists.add(list(Words.title(part), paths, figures));
            }
        }
        lists.add(list("Seed and commit", List.of("/provenance/seed", "/provenance/commit"), figures));
        return section.add(Element.of("div", "lists").add(lists));
    }

    private static Element list(String title, List<String> paths, Figures figures) {
        Element body = Element.of("tbody");
        for (String path : paths) {
            body.add(Element.of("tr")
                    .add(Element.of("th").with("scope", "row").text(Figures.name(path)))
                    .add(Element.of("td").add(figures.exact(path))));
        }
        return Element.of("div")
                .add(Element.of("h3").text(title))
                .add(Element.of("table", "plain").add(body));
    }
}
