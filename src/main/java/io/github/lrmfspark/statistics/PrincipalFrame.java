package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Coordinates in which a set lies along its principal axes, the axes of largest variance first: y = x W,
 *
 * <pre>
 *   W = V diag(1 / s),   s_j = √λ_j where j ≤ k,   s_j = s_k after that
 * </pre>
 *
 * <p>with Σ = V Λ Vᵀ. The first k numbers have variance 1 and no correlation, and the others keep their size beside the last of
 * these. W is invertible: no s is below a thousandth of the first.
 */
public final class PrincipalFrame {
    private static final double LEAST = 1e-3;

    private PrincipalFrame() {}

    /**
     * {@return W, [D, D]}
     *
     * @param moments of the set; Σ is not zero
     * @param count k, in 1 … D
     */
    public static double[][] of(Moments moments, int count) {
        SymmetricEigen eigen = SymmetricEigen.of(moments.covariance());
        int d = moments.dimension();
        int[] order = IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -eigen.values()[j]))
                .mapToInt(j -> j)
                .toArray();
        double first = Math.sqrt(eigen.values()[order[0]]);
        double[][] frame = new double[d][d];
        for (int j = 0; j < d; j++) {
            double value = eigen.values()[order[Math.min(j, count - 1)]];
            double scale = Math.max(LEAST * first, Math.sqrt(Math.max(0, value)));
            double[] axis = eigen.vectors()[order[j]].clone();
            PrincipalAxes.orient(axis);
            for (int i = 0; i < d; i++) {
                frame[i][j] = axis[i] / scale;
            }
        }
        return frame;
    }
}
