package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import java.util.List;
import java.util.Map;

/**
 * Figures of an alignment. A new metric is one implementation, one row in {@link Evaluation#standard}, its words in the
 * report's {@code words.properties} and one row in the contract test.
 */
public interface Metric {
    /** What it tells, in the order of a report. */
    List<Figure> figures();

    /** The names of the figures. */
    default List<String> names() {
        return figures().stream().map(Figure::name).toList();
    }

    /** Whether the samples hold what the metric needs, labels for one. */
    default boolean appliesTo(AlignedSamples samples) {
        return true;
    }

    /** A value for each figure by name, with its interval; equal samples give equal figures. */
    Map<String, Estimate> of(AlignedSamples samples);

    /**
     * The same figures of draws of one set, of as many rows: what is left by chance alone. A figure whose mean depends on row
     * counts says here how; empty where nothing can be said.
     */
    default Map<String, Estimate> floor(FloorDraws draws) {
        AlignedSamples apart = draws.apart();
        return appliesTo(apart) ? of(apart) : Map.of();
    }
}
