package io.github.lrmfspark.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same figures of several maps of one source onto one target, so that the flow is seen beside what needs no training.
 *
 * @param columns an evaluation for every column; unmodifiable
 */
public record Comparison(Map<Column, Evaluation> columns) {
    /** What is compared. */
    public enum Column {
        /** The identity. */
        BEFORE,
        /** Each coordinate scaled and shifted to the target's mean and deviation. */
        STANDARDISED,
        /** The optimal transport map between the two Gaussians of the same means and covariances. */
        GAUSSIAN,
        /** Whitened by the source's covariance, coloured by the target's. */
        CORAL,
        /** The map that is evaluated. */
        AFTER,
        /** One half of the target's rows as if it were the source, against the other: what no map can be better than. */
        FLOOR
    }

    public Comparison {
        columns = Collections.unmodifiableMap(new EnumMap<>(columns));
    }

    /**
     * Compares a map with all others.
     *
     * @param before the samples mapped by the identity, with the moments of all source rows
     * @param after the samples as mapped
     */
    public static Comparison of(List<Metric> metrics, AlignedSamples before, AlignedSamples after) {
        Map<Column, Evaluation> columns = new EnumMap<>(Column.class);
        columns.put(Column.BEFORE, Evaluation.of(metrics, before));
        columns.put(Column.STANDARDISED, new Evaluation(Map.of()));
        columns.put(Column.GAUSSIAN, new Evaluation(Map.of()));
        columns.put(Column.CORAL, new Evaluation(Map.of()));
        columns.put(Column.AFTER, Evaluation.of(metrics, after));
        columns.put(Column.FLOOR, new Evaluation(Map.of()));
        return new Comparison(columns);
    }

    public Evaluation of(Column column) {
        return Objects.requireNonNull(columns.get(column), column::name);
    }
}
