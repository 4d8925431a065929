package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import java.util.List;
import java.util.Map;

/**
 * Figures of an alignment. A new metric is one implementation, one row in {@link Evaluation#standard}, its words in the
 * report's {@code words.properties} and one row in the contract test.
 */
public interface Metric {
    /** {@return what it tells, in the order of a report} */
    List<Figure> figures();

    /** {@return the names of the figures} */
    default List<String> names() {
        return figures().stream().map(Figure::name).toList();
    }

    /**
     * {@return whether the samples hold what the metric needs, labels for one}
     *
     * @param samples before and after a map
     */
    default boolean appliesTo(AlignedSamples samples) {
        return true;
    }

    /**
     * {@return a value for each figure by name, with its interval; equal samples give equal figures}
     *
     * @param samples to which it applies
     */
    Map<String, Estimate> of(AlignedSamples samples);

    /**
     * {@return the same figures of draws of one set, of as many rows: what is left by chance alone} A figure whose mean depends
     * on row counts says here how; empty where nothing can be said.
     *
     * @param draws of the target
     */
    default Map<String, Estimate> floor(FloorDraws draws) {
        AlignedSamples apart = draws.apart();
        return appliesTo(apart) ? of(apart) : Map.of();
    }
}
