package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The Gaussian with full covariance beside Commons Math's, in float64. */
class GaussianTest {
    private static final int N = 5;

    /** z = x W + b is standard normal iff x has the mean −b W⁻¹ and the covariance (W Wᵀ)⁻¹. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theDensityIsThatOfItsMeanAndCovariance(int dimension) {
        TransformedDistribution gaussian = Flows.gaussian(dimension);
        SplittableRandom random = new SplittableRandom(dimension);
        INDArray values = Nd4j.zeros(DataType.DOUBLE, gaussian.parameterSpec().size());
        for (int p = 0; p < values.length(); p++) {
            values.putScalar(p, 0.5 * random.nextGaussian());
        }
        Binding binding =
                Binding.of(Kernels.of(DataType.DOUBLE, N), N, gaussian.parameterSpec(), values, values.like());
        Matrix x = binding.buffer(dimension);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < dimension; j++) {
                x.put(i, j, random.nextGaussian());
            }
        }
        Matrix logProb = binding.buffer(1);
        gaussian.bind(binding).logProb(x, logProb);

        RealMatrix inverse =
                new LUDecomposition(weight(binding, dimension)).getSolver().getInverse();
        double[] bias = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            bias[j] = -binding.values().matrix("bijector/bias").value(0, j);
        }
        MultivariateNormalDistribution expected = new MultivariateNormalDistribution(
                inverse.preMultiply(bias), inverse.transpose().multiply(inverse).getData());
        for (int i = 0; i < N; i++) {
            double[] row = new double[dimension];
            for (int j = 0; j < dimension; j++) {
                row[j] = x.value(i, j);
            }
            assertThat(logProb.value(i, 0)).isCloseTo(Math.log(expected.density(row)), within(1e-9));
        }
    }

    private static RealMatrix weight(Binding binding, int dimension) {
        Matrix packed = binding.values().matrix("bijector/lu");
        RealMatrix lower = MatrixUtils.createRealIdentityMatrix(dimension);
        RealMatrix upper = MatrixUtils.createRealMatrix(dimension, dimension);
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                double v = packed.value(i, j);
                if (i > j) {
                    lower.setEntry(i, j, v);
                } else {
                    upper.setEntry(i, j, i == j ? Math.exp(v) : v);
                }
            }
        }
        return lower.multiply(upper);
    }

    @Test
    void theBaseHasTheDimensionOfTheBijector() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransformedDistribution.of(LuLinear.of(2), StandardNormal.of(3)))
                .withMessageContaining("dimension 2; found 3");
    }
}
