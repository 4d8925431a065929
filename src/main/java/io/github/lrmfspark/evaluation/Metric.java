package io.github.lrmfspark.evaluation;

/** One figure of an alignment. A new metric is one implementation and one line in {@link Evaluation#standard}. */
public interface Metric {
    /** What the figure is called in a report, in camel case. */
    String name();

    /** Whether the samples hold what the metric needs, labels for one. */
    default boolean appliesTo(AlignedSamples samples) {
        return true;
    }

    /** The figure; equal samples give equal figures. */
    double of(AlignedSamples samples);
}
