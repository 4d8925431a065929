package io.github.lrmfspark.choice;

import io.github.lrmfspark.data.DomainStandardisation;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.flow.FullLinear;
import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Vectors;
import java.util.Arrays;

/**
 * Affine maps of raw vectors as T takes them, on standardised ones, and then in a frame F [D, D] of the target: with
 * x ↦ μ' + A (x − μ) on raw vectors,
 *
 * <pre>
 *   z ↦ z V F + d F,   V_ij = σ_a,i A_ji / σ_b,j,   d = (μ' + A (μ_a − μ) − μ_b) / σ_b
 * </pre>
 */
public final class StandardisedMaps {
    private StandardisedMaps() {}

    /**
     * {@return the numbers of a map as {@link FullLinear} takes them}
     *
     * @param map of raw vectors of the learnt coordinates
     * @param by their standardisation
     * @param frame F
     */
    public static float[] numbers(AffineMap map, DomainStandardisation by, double[][] frame) {
        Standardisation a = by.source();
        Standardisation b = by.target();
        int d = frame.length;
        double[][] weight = new double[d][d];
        double[] shift = new double[d];
        Arrays.setAll(shift, i -> a.mean()[i] - map.centre()[i]);
        double[] bias = new double[d];
        for (int j = 0; j < d; j++) {
            double[] row = map.matrix()[j];
            double scale = b.scale()[j];
            bias[j] = (map.image()[j] + Vectors.dot(row, shift) - b.mean()[j]) / scale;
            for (int i = 0; i < d; i++) {
                weight[i][j] = a.scale()[i] * row[i] / scale;
            }
        }
        return FullLinear.parameters(Dense.product(weight, frame), Dense.product(new double[][] {bias}, frame)[0]);
    }

    /**
     * {@return the numbers of a frame}
     *
     * @param frame F
     */
    public static float[] numbers(double[][] frame) {
        return FullLinear.parameters(frame, new double[frame.length]);
    }
}
