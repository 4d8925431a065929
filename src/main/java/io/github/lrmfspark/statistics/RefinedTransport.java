package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;

/**
 * The affine map y = x W + c that turns a set to where its neighbours in another one are, and then takes its covariance to the
 * other's by the least way:
 *
 * <pre>
 *   W = S Q G,   c = μ_b − μ_a W
 * </pre>
 *
 * <p>S scales, Q is the turn that {@link NeighbourRefinement} finds of the scaled rows, and G is {@link GaussianTransport} from
 * Σ_t = Qᵀ S Σ_a S Q to Σ_b, both shrunk ({@link Shrinkage}). A turn loses nothing of the source's structure and G moves no more
 * than it has to; without Q, G alone mixes what is turned.
 *
 * @param weight W, [D, D], invertible; not to be changed
 * @param bias c, [D]; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RefinedTransport(double[][] weight, double[] bias) {

    /** S, what the rows are scaled by before they are turned. */
    public enum Scale {
        /** All coordinates alike, to the target's total variance. */
        COMMON {
            @Override
            double[] of(Moments a, Moments b) {
                double[] scale = new double[a.dimension()];
                Arrays.fill(scale, Math.sqrt(b.totalVariance() / a.totalVariance()));
                return scale;
            }
        },
        /** Each coordinate to the deviation that it has in the target. */
        EACH {
            @Override
            double[] of(Moments a, Moments b) {
                double[] ofA = a.marginals().standardisation().scale();
                double[] ofB = b.marginals().standardisation().scale();
                double[] scale = new double[ofA.length];
                Arrays.setAll(scale, j -> ofB[j] / ofA[j]);
                return scale;
            }
        };

        /** Its diagonal, [D], positive. */
        abstract double[] of(Moments a, Moments b);
    }

    /**
     * {@return the map of one set to another}
     *
     * @param source x, [N, D], that vary, with N of at least 8
     * @param target y, [M, D], that vary, with M of at least 8
     * @param scale S
     * @param seed draws the rows of the refinement
     */
    public static RefinedTransport of(PackedRows source, PackedRows target, Scale scale, long seed) {
        Moments a = Shrinkage.of(source);
        Moments b = Shrinkage.of(target);
        double[] factors = scale.of(Moments.of(source), Moments.of(target));
        double[][] turn = scaledRows(factors, NeighbourRefinement.of(scaled(source, factors), target, seed));
        double[][] covariance = Dense.product(Dense.product(Dense.transposed(turn), a.covariance()), turn);
        Moments turned = new Moments(a.rows(), b.mean(), covariance);
        double[][] weight = Dense.product(turn, GaussianTransport.of(turned, b).matrix());
        double[] bias = b.mean().clone();
        for (int i = 0; i < bias.length; i++) {
            Vectors.addScaled(bias, -a.mean()[i], weight[i]);
        }
        return new RefinedTransport(weight, bias);
    }

    /** S Q. */
    private static double[][] scaledRows(double[] factors, double[][] matrix) {
        for (int i = 0; i < factors.length; i++) {
            for (int j = 0; j < factors.length; j++) {
                matrix[i][j] *= factors[i];
            }
        }
        return matrix;
    }

    /** x S. */
    private static PackedRows scaled(PackedRows rows, double[] factors) {
        PackedRows.Builder scaled = new PackedRows.Builder(factors.length);
        float[] row = new float[factors.length];
        for (int i = 0; i < rows.rows(); i++) {
            rows.copyRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) (row[j] * factors[j]);
            }
            scaled.add(row);
        }
        return scaled.build();
    }
}
