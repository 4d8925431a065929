package io.github.lrmfspark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Mean and standard deviation of every coordinate of a set, and which coordinates are constant: those that vary by no more than
 * rounding does. Encoders have such dimensions, dead or padded.
 *
 * <p>A coordinate is constant if its deviation is at most
 *
 * <ul>
 *   <li>2⁻²⁰ of a large one: that of the quarter of the coordinates that vary most, and of at least two. What is computed in
 *       float32 from values of that scale has errors of up to about as much. Coordinates whose scales differ by a factor of
 *       10⁴ or 10⁵ all vary, and so do always the two that vary most;
 *   <li>2⁻²⁴ of its own mean, a half or a whole step of float32;
 *   <li>10⁻¹² of the largest, which leaves zeros and padding out of the quarter.
 * </ul>
 *
 * @param mean [D]; not to be changed
 * @param deviation [D], with divisor N; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Marginals(double[] mean, double[] deviation) implements Serializable {
    private static final double ROUNDING_OF_OTHERS = 0x1p-20;
    private static final double ROUNDING_OF_MEAN = 0x1p-24;
    private static final double NOTHING = 1e-12;
    private static final int LEAST = 2;

    /**
     * The marginals of rows in memory, in two passes.
     *
     * @param rows [N, D], at least one
     */
    public static Marginals of(PackedRows rows) {
        double[] mean = Moments.mean(rows);
        double[] deviation = new double[mean.length];
        float[] x = new float[mean.length];
        for (int row = 0; row < rows.rows(); row++) {
            rows.copyRow(row, x, 0);
            for (int j = 0; j < mean.length; j++) {
                deviation[j] += (x[j] - mean[j]) * (x[j] - mean[j]);
            }
        }
        Arrays.setAll(deviation, j -> Math.sqrt(deviation[j] / rows.rows()));
        return new Marginals(mean, deviation);
    }

    /** A value to as many places as a deviation has in float32. */
    static double rounded(double value, double deviation) {
        double grid = Math.ulp((float) deviation);
        return Math.rint(value / grid) * grid;
    }

    /** D. */
    public int dimension() {
        return mean.length;
    }

    /** The constant coordinates, ascending. */
    public int[] constant() {
        return IntStream.range(0, dimension())
                .filter(j -> isNegligible(deviation[j]) || isRounding(deviation[j], mean[j]))
                .toArray();
    }

    /** Whether a deviation is no more than the rounding of the coordinates that vary most. */
    boolean isNegligible(double spread) {
        return spread <= ROUNDING_OF_OTHERS * largeDeviation();
    }

    /** Whether a deviation is no more than the rounding of float32 about a mean. */
    static boolean isRounding(double deviation, double mean) {
        return deviation <= ROUNDING_OF_MEAN * Math.abs(mean);
    }

    /** By mean and deviation; a constant coordinate is given the scale of one that varies, so that it comes out near 0. */
    public Standardisation standardisation() {
        double large = largeDeviation();
        double[] scale = deviation.clone();
        for (int j : constant()) {
            scale[j] = large == 0 ? 1 : Math.max(large, deviation[j]);
        }
        return new Standardisation(mean, scale);
    }

    /** The smallest deviation of the quarter that varies most; 0 if nothing varies. */
    double largeDeviation() {
        double[] ascending = deviation.clone();
        Arrays.sort(ascending);
        double negligible = NOTHING * ascending[ascending.length - 1];
        int varying = (int) Arrays.stream(ascending).filter(d -> d > negligible).count();
        int quarter = Math.min(varying, Math.max(LEAST, varying / 4));
        return quarter == 0 ? 0 : ascending[ascending.length - quarter];
    }
}
