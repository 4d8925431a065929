package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws of one cloud in 8 coordinates that no turn brings onto itself, and turns of it. */
public final class Clouds {
    /** D. */
    public static final int DIMENSION = 8;

    private static final int CLUSTERS = 20;

    private Clouds() {}

    /** Clusters of unequal sizes and places, and of some spread; draws differ in their rows. */
    public static PackedRows rows(int n, double spread, long draw) {
        double[][] centres = random(CLUSTERS, 1);
        SplittableRandom random = new SplittableRandom(draw);
        float[] values = new float[n * DIMENSION];
        for (int i = 0; i < n; i++) {
            double[] centre = centres[Math.min(random.nextInt(CLUSTERS), random.nextInt(CLUSTERS))];
            for (int j = 0; j < DIMENSION; j++) {
                values[i * DIMENSION + j] = (float) (3 * centre[j] / (1 + j / 4.0) + spread * random.nextGaussian());
            }
        }
        return PackedRows.of(DIMENSION, values);
    }

    /** Any turn or reflection, [D, D]. */
    public static double[][] turn(long seed) {
        return Procrustes.of(random(DIMENSION, seed));
    }

    /** x Q. */
    public static AffineMap map(double[][] turn) {
        double[] none = new double[DIMENSION];
        return AffineMap.of(none, Dense.transposed(turn), none);
    }

    private static double[][] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrix = new double[n][DIMENSION];
        Arrays.stream(matrix).forEach(row -> Arrays.setAll(row, j -> random.nextGaussian()));
        return matrix;
    }
}
