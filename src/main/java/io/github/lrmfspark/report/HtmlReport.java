package io.github.lrmfspark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.lang3.StringUtils;

/**
 * Writes reports as a page of HTML in UTF-8 that holds all it needs: no script, and nothing is fetched from anywhere. Every
 * figure on it is one of {@code report.json}, as {@link ReportWriter} writes it, and says which.
 */
public final class HtmlReport {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            %s
            <style>
            %s</style>
            </head>
            %s
            </html>
            """;

    private HtmlReport() {}

    /** Writes to a stream and leaves it open. */
    public static void write(RunReport report, OutputStream out) throws IOException {
        Figures figures = Figures.of(report);
        Element main = Element.of("main")
                .add(verdict(report, figures))
                .add(MetricsSection.of(figures))
                .add(LengthsSection.of(report.lengths(), figures))
                .add(CandidatesSection.of(figures))
                .add(rule(figures))
                .add(LossSection.of(report, figures))
                .add(PicturesSection.of(report.pictures(), figures))
                .add(ProvenanceSection.of(figures));
        Element title = Element.of("title").text(word(report) + " – alignment report");
        out.write(PAGE.formatted(title, style(), Element.of("body").add(main)).getBytes(StandardCharsets.UTF_8));
    }

    private static Element verdict(RunReport report, Figures figures) {
        Element header = Element.of("header", report.verdict().outcome().label().replace(' ', '-'))
                .add(Element.of("p", "kind").text("Alignment report"))
                .add(Element.of("h1").add(figures.cell("/verdict/outcome", word(report))));
        if (!report.verdict().reason().isEmpty()) {
            header.add(Element.of("p", "reason").add(figures.exact("/verdict/reason")));
        }
        Element rows = Element.of("dl", "rows");
        for (String set : figures.names("/rows")) {
            rows.add(set(figures, set));
        }
        return header.add(rows.add(coordinates(figures)));
    }

    private static Element coordinates(Figures figures) {
        Element numbers = Element.of("span")
                .add(figures.shown("/coordinates/all"))
                .text(", constant in the source ")
                .add(figures.shown("/coordinates/constantInSource"))
                .text(", in the target ")
                .add(figures.shown("/coordinates/constantInTarget"));
        if (figures.has("/coordinates/learnt")) {
            numbers.text(", learnt ").add(figures.shown("/coordinates/learnt"));
        }
        return Page.fact("coordinates", numbers);
    }

    /** The number of rows of a set, and where it lies. */
    private static Element set(Figures figures, String set) {
        Element rows =
                Element.of("span").add(figures.shown(Figures.path("rows", set))).text(" rows");
        String input = Figures.path("provenance", "inputs", set);
        return figures.has(input)
                ? Page.fact(set, rows, Element.of("code").add(figures.exact(input)))
                : Page.fact(set, rows);
    }

    private static List<Element> rule(Figures figures) {
        return figures.text("/verdict/rule").isEmpty()
                ? List.of()
                : List.of(Page.section("How the verdict is reached")
                        .add(Element.of("p").add(figures.exact("/verdict/rule"))));
    }

    private static String word(RunReport report) {
        return StringUtils.capitalize(report.verdict().outcome().label());
    }

    private static String style() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(
                    Objects.requireNonNull(in, "report.css is missing from the jar")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
