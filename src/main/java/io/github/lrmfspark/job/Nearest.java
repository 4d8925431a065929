package io.github.lrmfspark.job;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what a misspelt name was meant to be. */
final class Nearest {
    private Nearest() {}

    /** The name with the fewest letters to change. */
    static String to(String misspelt, Collection<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .min(Comparator.comparing(name -> distance.apply(name, misspelt)))
                .orElseThrow();
    }
}
