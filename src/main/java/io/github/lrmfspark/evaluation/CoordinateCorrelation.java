package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import java.util.List;
import java.util.Map;

/**
 * The correlation of a coordinate before and after the map, in the mean over coordinates: mean_j cor(a_j, T(a)_j). It is 1
 * where every coordinate is only shifted and scaled, and about 0 where a row's place after the map says nothing of its place
 * before, as after a turn by a right angle or by chance. Without pairs such a map cannot be told from one that takes every
 * row somewhere else. A coordinate that does not vary is left out.
 */
public final class CoordinateCorrelation implements Metric {
    @Override
    public List<String> names() {
        return List.of("coordinateCorrelation");
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        PackedRows before = samples.source().rows();
        PackedRows after = samples.mapped();
        double[] influence = new double[before.rows()];
        double sum = 0;
        int coordinates = 0;
        for (int j = 0; j < before.dimension(); j++) {
            double[] x = standardised(before, j);
            double[] y = standardised(after, j);
            if (x.length > 0 && y.length > 0) {
                sum += addInfluence(x, y, influence);
                coordinates++;
            }
        }
        for (int row = 0; row < influence.length; row++) {
            influence[row] /= coordinates;
        }
        double figure = Math.max(-1, Math.min(sum / coordinates, 1));
        Estimate estimate = Estimate.ofInfluence(figure, influence, new double[0]);
        return Map.of("coordinateCorrelation", estimate.within(-1, 1));
    }

    /** r = mean x y; adds x y − r (x² + y²) / 2 to the influence of each row. */
    private static double addInfluence(double[] x, double[] y, double[] influence) {
        double r = Vectors.dot(x, y) / x.length;
        for (int row = 0; row < x.length; row++) {
            influence[row] += x[row] * y[row] - r * (x[row] * x[row] + y[row] * y[row]) / 2;
        }
        return r;
    }

    /** Column j with mean 0 and deviation 1; empty where it does not vary. */
    private static double[] standardised(PackedRows rows, int j) {
        double[] column = new double[rows.rows()];
        double mean = 0;
        for (int row = 0; row < column.length; row++) {
            column[row] = rows.value(row, j);
            mean += column[row] / column.length;
        }
        for (int row = 0; row < column.length; row++) {
            column[row] -= mean;
        }
        double deviation = Math.sqrt(Vectors.dot(column, column) / column.length);
        for (int row = 0; row < column.length; row++) {
            column[row] /= deviation;
        }
        return deviation == 0 ? new double[0] : column;
    }
}
