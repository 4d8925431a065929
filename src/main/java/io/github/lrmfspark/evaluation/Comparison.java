package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.statistics.AffineMap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The same figures of several maps of one source onto one target, so that the flow is seen beside what needs no training.
 *
 * @param columns an evaluation for every column; unmodifiable
 * @param rowsPerCoordinate rows of the smaller set over D: those that were looked at where they are unseen, or else all. Where
 *     there are few, a map can match the rows that it was fitted to, and no classifier learns enough from unseen ones
 * @param unseen whether all rows that were looked at are known to have been held out of training
 * @param disputed whether another map does as well ({@link RivalTurn}); where clusters did not agree to half of the floor before, and
 *     do now, one is looked for
 */
public record Comparison(Map<Column, Evaluation> columns, double rowsPerCoordinate, boolean unseen, boolean disputed) {
    /** The agreement of clusters before over that of the floor from which on the map that moves least is believed. */
    private static final double NEAR = 0.5;

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
        /**
         * Two draws of the target, one as if it were the source, of as many rows as are compared: what no map can be expected to
         * beat. Empty for a target of one row.
         */
        FLOOR;

        /** {@return its name in a report, in lower case} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Copies the map.
     *
     * @param columns an evaluation for every column
     * @param rowsPerCoordinate rows of the smaller set over D
     * @param unseen whether all rows that were looked at are known to have been held out of training
     * @param disputed whether another map does as well
     */
    public Comparison {
        columns = Collections.unmodifiableMap(new EnumMap<>(columns));
    }

    /**
     * {@return a map compared with all others}
     *
     * @param metrics what is measured of every map
     * @param before the samples mapped by the identity, with the moments of all source rows
     * @param after the same samples as mapped
     * @param draws of the target, for the floor
     * @param unseen whether these rows are known to have been held out of training
     * @param seed settles what is random in the search for another map
     */
    public static Comparison of(
            List<Metric> metrics,
            AlignedSamples before,
            AlignedSamples after,
            FloorDraws draws,
            boolean unseen,
            long seed) {
        Map<Column, Evaluation> columns = new EnumMap<>(Column.class);
        Moments source = before.mappedMoments();
        Moments target = before.targetMoments();
        columns.put(Column.BEFORE, Evaluation.of(metrics, before));
        columns.put(Column.STANDARDISED, of(metrics, AffineMap.standardising(source, target), before));
        columns.put(Column.GAUSSIAN, of(metrics, AffineMap.gaussian(source, target), before));
        columns.put(Column.CORAL, of(metrics, AffineMap.coral(source, target), before));
        columns.put(Column.AFTER, Evaluation.of(metrics, after));
        columns.put(Column.FLOOR, Evaluation.floor(metrics, before, draws));
        long rows = unseen
                ? Math.min(before.source().rows().rows(), before.target().rows().rows())
                : Math.min(source.rows(), target.rows());
        Comparison figures = new Comparison(columns, (double) rows / target.mean().length, unseen, false);
        return figures.carriesFromAfar() && RivalTurn.disputes(after, seed) ? figures.asDisputed() : figures;
    }

    private Comparison asDisputed() {
        return new Comparison(columns, rowsPerCoordinate, unseen, true);
    }

    /** Whether clusters agree about as well as the target's own do, and did not before. */
    private boolean carriesFromAfar() {
        String agreement = ClusterAgreement.FIGURE.name();
        double floor = value(Column.FLOOR, agreement);
        return value(Column.BEFORE, agreement) < NEAR * floor
                && value(Column.AFTER, agreement) >= ClusterAgreement.LEAST_OF_FLOOR * floor;
    }

    private static Evaluation of(List<Metric> metrics, AffineMap map, AlignedSamples before) {
        return Evaluation.of(metrics, before.mappedBy(map));
    }

    /**
     * {@return the figures of a map}
     *
     * @param column which map
     * @throws NullPointerException if it was not compared
     */
    public Evaluation of(Column column) {
        return Objects.requireNonNull(columns.get(column), column::name);
    }

    /** One figure of a map; NaN where it was not measured. */
    double value(Column column, String name) {
        Evaluation figures = of(column);
        return figures.has(name) ? figures.get(name).value() : Double.NaN;
    }
}
