package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import java.util.List;
import java.util.Map;

/** Figures of an alignment. A new metric is one implementation and one line in {@link Evaluation#standard}. */
public interface Metric {
    /** What the figures are called in a report, in camel case, in the order of {@link #of}. */
    List<String> names();

    /** Whether the samples hold what the metric needs, labels for one. */
    default boolean appliesTo(AlignedSamples samples) {
        return true;
    }

    /** The figures by name, each with its interval; equal samples give equal figures. */
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
