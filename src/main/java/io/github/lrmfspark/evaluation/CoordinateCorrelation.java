package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Vectors;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * The correlation of a coordinate before and after the map, in the mean over coordinates: mean_j cor(a_j, T(a)_j). It is 1
 * where every coordinate is only shifted and scaled, and about 0 where a row's place after the map says nothing of its place
 * before, as after a turn by a right angle or by chance. Without pairs such a map cannot be told from one that takes every
 * row somewhere else. A coordinate that does not vary is left out.
 */
public final class CoordinateCorrelation implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.higher("coordinateCorrelation", 1);

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        PackedRows before = samples.source().rows();
        PackedRows after = samples.mapped();
        BitSet varying = new BitSet();
        varying.set(0, before.dimension());
        Marginals ofBefore = marginals(before, varying);
        Marginals ofAfter = marginals(after, varying);
        double[] influence = new double[before.rows()];
        double sum = 0;
        for (int j = varying.nextSetBit(0); j >= 0; j = varying.nextSetBit(j + 1)) {
            sum += addInfluence(standardised(before, j, ofBefore), standardised(after, j, ofAfter), influence);
        }
        int coordinates = varying.cardinality();
        for (int row = 0; row < influence.length; row++) {
            influence[row] /= coordinates;
        }
        double figure = Math.max(-1, Math.min(sum / coordinates, 1));
        Estimate estimate = Estimate.ofInfluence(figure, influence, new double[0]);
        return Map.of(FIGURE.name(), estimate.within(-1, 1));
    }

    /** r = mean x y; adds x y − r (x² + y²) / 2 to the influence of each row. */
    private static double addInfluence(double[] x, double[] y, double[] influence) {
        double r = Vectors.dot(x, y) / x.length;
        for (int row = 0; row < x.length; row++) {
            influence[row] += x[row] * y[row] - r * (x[row] * x[row] + y[row] * y[row]) / 2;
        }
        return r;
    }

    /** Mean and deviation of every column; clears those that do not vary. */
    private static Marginals marginals(PackedRows rows, BitSet varying) {
        double[] mean = new double[rows.dimension()];
        double[] deviation = new double[rows.dimension()];
        for (int j = 0; j < mean.length; j++) {
            for (int row = 0; row < rows.rows(); row++) {
                mean[j] += rows.value(row, j) / (double) rows.rows();
            }
            double squares = 0;
            for (int row = 0; row < rows.rows(); row++) {
                squares += (rows.value(row, j) - mean[j]) * (rows.value(row, j) - mean[j]);
            }
            deviation[j] = Math.sqrt(squares / rows.rows());
        }
        Marginals marginals = new Marginals(mean, deviation);
        for (int j : marginals.constant()) {
            varying.clear(j);
        }
        return marginals;
    }

    private static double[] standardised(PackedRows rows, int j, Marginals by) {
        double[] column = new double[rows.rows()];
        Arrays.setAll(column, row -> (rows.value(row, j) - by.mean()[j]) / by.deviation()[j]);
        return column;
    }
}
