package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.kernel.Dense;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    private static final Offset<Double> ROUNDING = within(1e-10);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 200})
    void theFactorsGiveTheMatrixBack(int d) {
        double[][] a = symmetric(d);
        SymmetricEigen eigen = SymmetricEigen.of(a);
        assertSame(eigen.map(value -> value), a);
        assertThat(eigen.values()).isSorted();
        assertThat(eigen.largest()).isEqualTo(eigen.values()[d - 1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 200})
    void theVectorsAreOrthonormal(int d) {
        double[][] rows = SymmetricEigen.of(symmetric(d)).vectors();
        assertSame(Dense.product(rows, Dense.transposed(rows)), identity(d));
    }

    @Test
    void rootsOfACovarianceSquareToIt() {
        double[][] factor = symmetric(30);
        double[][] covariance = Dense.product(factor, factor);
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        double[][] root = eigen.squareRoot();
        double[][] inverse = eigen.inverseSquareRoot(1e-15);
        assertSame(Dense.product(root, root), covariance);
        assertThat(Dense.product(root, inverse)[3][3]).isCloseTo(1, within(1e-6));
        assertThat(Dense.product(root, inverse)[3][4]).isCloseTo(0, within(1e-6));
    }

    @Test
    void aSingularMatrixHasAnInverseRootByTheFloor() {
        double[][] inverse = SymmetricEigen.of(new double[][] {{4, 0}, {0, 0}}).inverseSquareRoot(0.01);
        assertThat(inverse[0][0]).isCloseTo(0.5, ROUNDING);
        assertThat(inverse[1][1]).isCloseTo(5, ROUNDING);
    }

    @Test
    void aMatrixThatIsNotFiniteHasNoValues() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}});
        assertThat(eigen.values()).containsOnly(Double.NaN);
        assertThat(eigen.squareRoot()[0]).containsOnly(Double.NaN);
    }

    @Test
    void productsOfMatricesThatAreNotSquare() {
        double[][] a = {{1, 2, 3}, {4, 5, 6}};
        double[][] b = {{1, 0}, {0, 1}, {2, -1}};
        assertThat(Dense.product(a, b)).isDeepEqualTo(new double[][] {{7, -1}, {16, -1}});
        assertThat(Dense.transposed(a)).isDeepEqualTo(new double[][] {{1, 4}, {2, 5}, {3, 6}});
    }

    private static double[][] symmetric(int d) {
        SplittableRandom random = new SplittableRandom(d);
        double[][] a = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = random.nextGaussian();
                a[j][i] = a[i][j];
            }
        }
        return a;
    }

    private static double[][] identity(int d) {
        double[][] identity = new double[d][d];
        for (int i = 0; i < d; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static void assertSame(double[][] found, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).containsExactly(expected[i], ROUNDING);
        }
    }
}
