package io.github.lrmfspark.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The principal axes of a symmetric matrix: its unit eigenvectors, those with the eigenvalues of largest magnitude first. Of a
 * covariance they are the directions of largest variance.
 */
public final class PrincipalAxes {
    private PrincipalAxes() {}

    /**
     * The first axes, each oriented as by {@link #orient}.
     *
     * @param matrix [D, D], symmetric
     * @param count how many axes; all where there are fewer
     * @return unit vectors, [min(count, D), D]
     */
    public static double[][] of(double[][] matrix, int count) {
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double[][] axes = IntStream.range(0, matrix.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -Math.abs(eigen.values()[k])))
                .limit(count)
                .map(k -> eigen.vectors()[k].clone())
                .toArray(double[][]::new);
        for (double[] axis : axes) {
            orient(axis);
        }
        return axes;
    }

    /**
     * Turns a vector about, in place, where its largest coordinate is negative: an axis has no sign of its own.
     *
     * @param axis [D]
     */
    public static void orient(double[] axis) {
        double largest = 0;
        for (double x : axis) {
            largest = Math.abs(x) > Math.abs(largest) ? x : largest;
        }
        for (int i = 0; largest < 0 && i < axis.length; i++) {
            axis[i] = -axis[i];
        }
    }
}
