package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The correlation of a coordinate before and after the map, in the mean over coordinates that vary:
 *
 * <pre>{@code
 *   mean_j r_j,   r_j = mean_n x_nj y_nj,   x, y = a, T(a) standardised by their own means and deviations
 * }</pre>
 *
 * <p>A row has the influence x y − r (x² + y²) / 2 on r.
 *
 * <p>Without units, −1 … 1; best as near to 1 as the target allows. It is 1 where every coordinate is only shifted and scaled,
 * and about 0 where a row's place after the map says nothing of its place before, as after a turn by a right angle or by
 * chance. Without pairs such a map cannot be told from one that takes every row somewhere else. A coordinate that does not vary
 * is left out; where none does, the figure is NaN.
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
        Marginals ofBefore = Marginals.of(before);
        Marginals ofAfter = Marginals.of(after);
        int[] varying = varying(ofBefore, ofAfter);
        double[] influence = new double[before.rows()];
        double sum = 0;
        for (int j : varying) {
            sum += addInfluence(standardised(before, j, ofBefore), standardised(after, j, ofAfter), influence);
        }
        for (int row = 0; row < influence.length; row++) {
            influence[row] /= varying.length;
        }
        double figure = Math.max(-1, Math.min(sum / varying.length, 1));
        Estimate estimate = Estimate.ofInfluence(figure, influence);
        return Map.of(FIGURE.name(), estimate.within(-1, 1));
    }

    /** r of two standardised columns [N]; adds x y − r (x² + y²) / 2 to the influence of each row, [N]. */
    private static double addInfluence(double[] x, double[] y, double[] influence) {
        double r = Vectors.dot(x, y) / x.length;
        for (int row = 0; row < x.length; row++) {
            influence[row] += x[row] * y[row] - r * (x[row] * x[row] + y[row] * y[row]) / 2;
        }
        return r;
    }

    /** The coordinates that vary before and after, ascending. */
    private static int[] varying(Marginals before, Marginals after) {
        int[] constantBefore = before.constant();
        int[] constantAfter = after.constant();
        return IntStream.range(0, before.dimension())
                .filter(j -> Arrays.binarySearch(constantBefore, j) < 0 && Arrays.binarySearch(constantAfter, j) < 0)
                .toArray();
    }

    /** (x_nj − μ_j) / σ_j of one column, [N]. */
    private static double[] standardised(PackedRows rows, int j, Marginals by) {
        double[] column = new double[rows.rows()];
        Arrays.setAll(column, row -> (rows.value(row, j) - by.mean()[j]) / by.deviation()[j]);
        return column;
    }
}
