package io.github.lrmfspark.report;

import java.util.List;
import java.util.Locale;

/** The parts that every section of a page is put together from. */
final class Page {
    private Page() {}

    static Element section(String title) {
        String id = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Element.of("section")
                .with("aria-labelledby", id)
                .add(Element.of("h2").with("id", id).text(title));
    }

    static Element note(String words) {
        return Element.of("p", "note").text(words);
    }

    /** A table that scrolls in a box of its own where the page is too narrow for it. */
    static Element table(String words, String styles, List<String> header, Element body) {
        Element row = Element.of("tr");
        header.forEach(title -> row.add(Element.of("th").with("scope", "col").text(title)));
        return table(words, styles, row, body);
    }

    static Element table(String words, String styles, Element header, Element body) {
        return Element.of("div", "scroll")
                .with("role", "region")
                .with("tabindex", "0")
                .with("aria-label", words)
                .add(Element.of("table", styles).add(Element.of("thead").add(header), body));
    }

    static Element charts(Element... figures) {
        return Element.of("div", "charts").add(figures);
    }

    /** A drawing under its title, and words beside that. */
    static Element figure(String title, String words, Element drawing) {
        Element figure = Element.of("figure");
        if (!title.isEmpty()) {
            figure.add(Element.of("figcaption")
                    .add(Element.of("strong").text(title))
                    .text(words.isEmpty() ? "" : " " + words));
        }
        return figure.add(drawing);
    }

    /** Titles and what belongs to them, pair by pair. */
    static Element facts(List<Element> pairs) {
        return Element.of("dl", "facts").add(pairs);
    }

    static Element fact(String title, Element... content) {
        return Element.of("div")
                .add(Element.of("dt").text(title), Element.of("dd").add(content));
    }
}
