package io.github.lrmfspark.report;

import io.github.lrmfspark.evaluation.Lengths;
import io.github.lrmfspark.settings.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which lengths mapped rows have where target rows have length one, and what to do where they have not. */
final class LengthsSection {
    private static final String LENGTHS = "lengths";

    private LengthsSection() {}

    /** The section; empty where the target's rows have other lengths. */
    static List<Element> of(@Nullable Lengths lengths, Figures figures) {
        if (lengths == null) {
            return List.of();
        }
        List<Element> facts = figures.names(Figures.path(LENGTHS)).stream()
                .map(name -> Page.fact(Words.title(name), figures.shown(Figures.path(LENGTHS, name))))
                .toList();
        return List.of(Page.section("Lengths of rows").add(Page.note(sentence(lengths)), Page.facts(facts)));
    }

    /** What the lengths mean for who reads the mapped rows. */
    static String sentence(Lengths lengths) {
        return lengths.areAllOne()
                ? "Every target row has length one, and so has every mapped row."
                : "Every target row has length one, but mapped rows have not: with " + Keys.OUTPUT_NORMALISE
                        + " = true, align and transform write them at length one.";
    }
}
