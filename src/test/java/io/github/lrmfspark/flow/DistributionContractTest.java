package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every density. A new one is one line in {@link #distributions}. */
class DistributionContractTest {
    private static final int N = 5;

    static Stream<Named<Distribution>> distributions() {
        return Stream.of(
                Named.of("StandardNormal", StandardNormal.of(2)),
                Named.of("Gaussian", Flows.gaussian(2)),
                Named.of("Gaussian mixture", Flows.gaussianMixture(2, 3)),
                Named.of("Mixture of one", Mixture.of(List.of(Flows.gaussian(2)))),
                Named.of("ffjord", Flows.density(new FlowOptions(FlowOptions.Kind.FFJORD, 1, 3, 1), 2, 1)),
                Named.of("realnvp", Flows.density(new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 4, 1), 2, 1)));
    }

    /** The integral of p over a square that holds nearly all of it, by the midpoint rule. */
    @ParameterizedTest
    @MethodSource("distributions")
    void theDensityIntegratesToOne(Distribution distribution) {
        int side = 64;
        double reach = 9;
        double step = 2 * reach / side;
        Bench bench = new Bench(distribution, side);
        Matrix x = Matrix.zeros(DataType.DOUBLE, side, 2);
        double integral = 0;
        for (int k = 0; k < side; k++) {
            for (int i = 0; i < side; i++) {
                x.put(i, 0, -reach + (i + 0.5) * step);
                x.put(i, 1, -reach + (k + 0.5) * step);
            }
            bench.logProb(x);
            for (int i = 0; i < side; i++) {
                integral += Math.exp(bench.logProb.value(i, 0)) * step * step;
            }
        }
        assertThat(integral).isCloseTo(1, within(2e-3));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void gradientsAreThoseOfFiniteDifferences(Distribution distribution) {
        Bench bench = new Bench(distribution, N);
        Matrix x = bench.gaussian(13);
        bench.loss(x);
        Matrix dx = bench.bound.backward(bench.w);
        INDArray gradient = bench.gradient.dup();
        INDArray inX = dx.array().dup();
        double h = 1e-6;
        for (int p = 0; p < distribution.parameterSpec().size(); p++) {
            double at = bench.values.getDouble(p);
            bench.values.putScalar(p, at + h);
            double up = bench.loss(x);
            bench.values.putScalar(p, at - h);
            double numeric = (up - bench.loss(x)) / (2 * h);
            bench.values.putScalar(p, at);
            assertThat(gradient.getDouble(p))
                    .as("parameter %d", p)
                    .isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
        for (int j = 0; j < 2; j++) {
            double at = x.value(1, j);
            x.put(1, j, at + h);
            double up = bench.loss(x);
            x.put(1, j, at - h);
            double numeric = (up - bench.loss(x)) / (2 * h);
            x.put(1, j, at);
            assertThat(inX.getDouble(1, j)).isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
    }

    /** Two heaps of rows far apart: a mixture that starts from rows of its own has a component near either. */
    @Test
    void componentsStartFromRowsOfTheirOwn() {
        Bench bench = new Bench(Flows.gaussianMixture(2, 2), N * 8);
        Matrix x = bench.gaussian(1);
        for (int i = 0; i < x.rows(); i++) {
            x.put(i, 0, 0.1 * x.value(i, 0) + (i % 2 == 0 ? 5 : -5));
        }
        bench.bound.initialise(x, new SplittableRandom(2));
        bench.bound.prepare();
        bench.logProb(x);
        double mixture = bench.logProb.array().meanNumber().doubleValue();
        Bench one = new Bench(Flows.gaussianMixture(2, 1), N * 8);
        one.bound.initialise(x, new SplittableRandom(2));
        one.bound.prepare();
        one.logProb(x);
        assertThat(mixture).isGreaterThan(one.logProb.array().meanNumber().doubleValue() + 1);
    }

    /** A density bound to random parameters, and the loss Σ w ⊙ log p. */
    private static final class Bench {
        final Kernels kernels;
        final INDArray values;
        final INDArray gradient;
        final Distribution.Computation bound;
        final Matrix logProb;
        final Matrix w;

        Bench(Distribution distribution, int n) {
            int p = distribution.parameterSpec().size();
            kernels = Kernels.of(DataType.DOUBLE, n);
            values = Nd4j.zeros(DataType.DOUBLE, Math.max(1, p));
            gradient = Nd4j.zeros(DataType.DOUBLE, Math.max(1, p));
            Binding binding = p == 0
                    ? Binding.forward(DataType.DOUBLE, n, Parameters.zeros(DataType.DOUBLE, ParameterSpec.EMPTY))
                    : Binding.of(kernels, n, distribution.parameterSpec(), values, gradient);
            bound = distribution.bind(binding);
            logProb = binding.buffer(1);
            w = Matrix.zeros(DataType.DOUBLE, n, 1);
            SplittableRandom random = new SplittableRandom(11);
            bound.initialise(gaussian(17), random);
            for (int i = 0; i < p; i++) {
                values.putScalar(i, values.getDouble(i) + 0.2 * random.nextGaussian());
            }
            for (int i = 0; i < n; i++) {
                w.put(i, 0, random.nextGaussian());
            }
            bound.prepare();
        }

        Matrix gaussian(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Matrix m = Matrix.zeros(DataType.DOUBLE, logProb.rows(), 2);
            for (int i = 0; i < m.rows(); i++) {
                for (int j = 0; j < m.columns(); j++) {
                    m.put(i, j, random.nextGaussian());
                }
            }
            return m;
        }

        void logProb(Matrix x) {
            bound.prepare();
            kernels.fill(logProb, 0);
            bound.logProb(x, logProb);
        }

        double loss(Matrix x) {
            logProb(x);
            return logProb.array().mul(w.array()).sumNumber().doubleValue();
        }
    }
}
