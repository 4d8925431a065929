package io.github.lrmfspark.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The axes of a symmetric matrix with the eigenvalues of largest magnitude. */
public final class PrincipalAxes {
    private PrincipalAxes() {}

    /** Unit vectors, [count, D] or as many as there are, the largest first and each with its largest coordinate positive. */
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

    /** Turns a vector about where its largest coordinate is negative. */
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
