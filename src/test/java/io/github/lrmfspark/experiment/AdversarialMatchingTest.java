package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.LuLinear;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.ObjectiveBench;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdversarialMatchingTest {
    private static final int ITERATIONS = 300;
    private static final int A_FEW = 4;

    /** Each player's gradient is that of its own term. Power iterations have come to rest, so that σ is a function of W. */
    @Test
    void gradientsOfBothPlayersAreThoseOfFiniteDifferences() {
        AdversarialMatching game = new AdversarialMatching(LuLinear.of(3), 4);
        ObjectiveBench bench = new ObjectiveBench(game, DataType.DOUBLE, 6);
        prepare(bench, ITERATIONS);
        bench.bound.forward(bench.a, bench.b);
        bench.bound.backward();
        INDArray analytic = bench.gradient.dup();
        int split = game.models().get(0).spec().size();
        double h = 1e-6;
        for (int p = 0; p < analytic.length(); p++) {
            String term = p < split ? "generator" : "critic";
            double at = bench.values.getDouble(p);
            double above = termAt(bench, p, at + h, term);
            double below = termAt(bench, p, at - h, term);
            termAt(bench, p, at, term);
            double numeric = (above - below) / (2 * h);
            assertThat(analytic.getDouble(p)).as("parameter %d", p).isCloseTo(numeric, within(1e-6));
        }
        assertThat(analytic.norm1Number().doubleValue()).isGreaterThan(0.1);
    }

    private static double termAt(ObjectiveBench bench, int parameter, double value, String term) {
        bench.values.putScalar(parameter, value);
        prepare(bench, A_FEW);
        return bench.bound.forward(bench.a, bench.b).value(term);
    }

    private static void prepare(ObjectiveBench bench, int times) {
        for (int i = 0; i < times; i++) {
            bench.bound.prepare();
        }
    }

    /** T(a) = a = b, where T is the identity: max(0, 1 + D) + max(0, 1 − D) = max(2, 1 + |D|). */
    @Test
    void equalRowsScoreTwoWithinTheMargins() {
        ObjectiveBench bench = new ObjectiveBench(new AdversarialMatching(LuLinear.of(2), 8), DataType.DOUBLE, 6);
        for (int p = 0; p < LuLinear.of(2).parameterSpec().size(); p++) {
            bench.values.putScalar(p, 0);
        }
        prepare(bench, ITERATIONS);
        bench.bound.forward(bench.a, bench.a);
        double[] terms = new double[3];
        for (int i = 0; i < 6; i++) {
            bench.bound.rowTerms(i, terms);
            assertThat(terms[0]).isCloseTo(Math.max(2, 1 + Math.abs(terms[1])), within(1e-12));
        }
    }

    @Test
    void theCriticIsNoSteeperThanOne() {
        Critic critic = new Critic(2, 8);
        int rows = 20;
        INDArray values = Nd4j.zeros(DataType.DOUBLE, critic.parameterSpec().size());
        Binding binding =
                Binding.of(Kernels.of(DataType.DOUBLE, rows), rows, critic.parameterSpec(), values, values.dup());
        Critic.Computation bound = critic.bind(binding);
        SplittableRandom random = new SplittableRandom(2);
        bound.initialise(random);
        for (int i = 0; i < ITERATIONS; i++) {
            bound.prepare();
        }
        Matrix x = binding.buffer(2);
        for (int i = 0; i < rows; i++) {
            x.put(i, 0, 3 * random.nextGaussian());
            x.put(i, 1, 3 * random.nextGaussian());
        }
        Matrix score = bound.forward(x);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                double distance = Math.hypot(x.value(i, 0) - x.value(j, 0), x.value(i, 1) - x.value(j, 1));
                assertThat(Math.abs(score.value(i, 0) - score.value(j, 0))).isLessThanOrEqualTo(distance + 1e-9);
            }
        }
    }

    @Test
    void aLayerIsDividedByItsLargestSingularValue() {
        SpectralLinear layer = new SpectralLinear(3, 2);
        ParameterSpec spec = layer.parameterSpec();
        INDArray values = Nd4j.zeros(DataType.DOUBLE, spec.size());
        SpectralLinear.Computation bound = layer.bind(
                Binding.of(Kernels.of(DataType.DOUBLE, 3), 3, spec, values, Nd4j.zeros(DataType.DOUBLE, spec.size())));
        bound.initialise(new SplittableRandom(1));
        for (int i = 0; i < ITERATIONS; i++) {
            bound.prepare();
        }
        Matrix ones = Matrix.zeros(DataType.DOUBLE, 3, 3);
        double[][] weight = new double[3][2];
        for (int i = 0; i < 3; i++) {
            ones.put(i, i, 1);
            weight[i] = new double[] {values.getDouble(i), values.getDouble(3 + i)};
        }
        double sigma = new SingularValueDecomposition(MatrixUtils.createRealMatrix(weight)).getNorm();
        Matrix normalised = bound.forward(ones);
        for (int i = 0; i < 3; i++) {
            assertThat(normalised.value(i, 0)).isCloseTo(weight[i][0] / sigma, within(1e-12));
            assertThat(normalised.value(i, 1)).isCloseTo(weight[i][1] / sigma, within(1e-12));
        }
    }

    @Test
    void aCriticHasHiddenUnits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdversarialMatching(LuLinear.of(2), 0))
                .withMessageContaining("found 0");
    }
}
