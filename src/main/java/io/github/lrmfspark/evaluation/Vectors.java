package io.github.lrmfspark.evaluation;

/** What the metrics share in arithmetic on double vectors. */
final class Vectors {
    private Vectors() {}

    /** sum[i] += scale · x[i] for the first {@code length} coordinates. */
    static void addScaled(double[] sum, double scale, double[] x, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += scale * x[i];
        }
    }
}
