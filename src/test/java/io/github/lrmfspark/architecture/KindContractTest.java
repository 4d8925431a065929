package io.github.lrmfspark.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every kind of flow, of which there is no table but the kinds themselves. Sizes are in another test. */
class KindContractTest {
    private static final int N = 4;
    private static final double EXACT = 1e-12;

    @ParameterizedTest
    @EnumSource
    void isFoundByItsLabel(Kind kind) {
        assertThat(Kind.of(kind.label())).isEqualTo(kind);
    }

    @Test
    void anUnknownLabelIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kind.of("nice"))
                .withMessageStartingWith("Expected one of realnvp, glow, ")
                .withMessageEndingWith("; found nice");
    }

    @ParameterizedTest
    @EnumSource
    void startsAsTheIdentity(Kind kind) {
        Bench bench = new Bench(Flows.transform(options(kind), kind.leastDimension(), 1));
        assertEqual(bench.forward(), bench.x);
        for (int i = 0; i < N; i++) {
            assertThat(bench.logDet.value(i, 0)).isCloseTo(0, within(EXACT));
        }
    }

    /** What the affine start trains is all of T then. */
    @ParameterizedTest
    @EnumSource
    void beginsWithTheFirstLayer(Kind kind) {
        int dimension = kind.leastDimension() + 1;
        Bench first = new Bench(Flows.firstLayer(dimension));
        Bench whole = new Bench(Flows.transform(options(kind), dimension, 1));
        SplittableRandom random = new SplittableRandom(3);
        for (int p = 0; p < first.values.length(); p++) {
            double value = 0.3 * random.nextGaussian();
            first.values.putScalar(p, value);
            whole.values.putScalar(p, value);
        }
        assertEqual(whole.forward(), first.forward());
    }

    @ParameterizedTest
    @EnumSource
    void theDensityIsOfTheSameVectors(Kind kind) {
        int dimension = kind.leastDimension();
        assertThat(Flows.density(options(kind), dimension, 1).dimension()).isEqualTo(dimension);
    }

    @ParameterizedTest
    @EnumSource
    void whatBendsTakesRoom(Kind kind) {
        Footprint footprint = Footprint.of(options(kind), 8);
        assertThat(footprint.linearLayers() > 0).isEqualTo(kind.bends());
        assertThat(footprint.numbersPerRow() > 0).isEqualTo(kind.bends());
    }

    private static FlowOptions options(Kind kind) {
        return new FlowOptions(kind, 3, 4, 2);
    }

    private static void assertEqual(Matrix actual, Matrix expected) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertThat(actual.value(i, j)).isCloseTo(expected.value(i, j), within(EXACT));
            }
        }
    }

    /** A map with its starting values, and rows. */
    private static final class Bench {
        final INDArray values;
        final Bijector.Computation bound;
        final Matrix logDet;
        final Matrix x;

        Bench(Bijector map) {
            values = Nd4j.zeros(DataType.DOUBLE, map.parameterSpec().size());
            Binding binding = Binding.of(Kernels.of(DataType.DOUBLE, N), N, map.parameterSpec(), values, values.like());
            bound = map.bind(binding);
            logDet = binding.buffer(1);
            x = binding.buffer(map.dimension());
            SplittableRandom random = new SplittableRandom(2);
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < x.columns(); j++) {
                    x.put(i, j, random.nextGaussian());
                }
            }
            bound.initialise(x, random);
        }

        Matrix forward() {
            bound.prepare();
            return bound.forward(x, logDet);
        }
    }
}
