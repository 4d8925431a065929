package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.flow.Coupling.Moved;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The coupling beside automatic differentiation of its equations, in float64. */
class AffineCouplingSameDiffTest {
    private static final int N = 6;
    private static final int D = 5;
    private static final int HIDDEN_LAYERS = 2;

    @ParameterizedTest
    @EnumSource(Moved.class)
    void valueAndGradientsAreThoseOfSameDiff(Moved moved) {
        AffineCoupling coupling = AffineCoupling.of(D, moved, 7, HIDDEN_LAYERS);
        INDArray values = gaussian(1, coupling.parameterSpec().size(), 1).reshape(-1);
        INDArray gradient = values.like();
        Binding binding = Binding.of(Kernels.of(DataType.DOUBLE, N), N, coupling.parameterSpec(), values, gradient);
        Bijector.Computation bound = coupling.bind(binding);
        Matrix x = matrix(gaussian(N, D, 2));
        Matrix w = matrix(gaussian(N, D, 3));
        Matrix v = matrix(gaussian(N, 1, 4));
        Matrix logDet = binding.buffer(1);
        Matrix y = bound.forward(x, logDet);
        Matrix dx = bound.backward(w, v);

        Oracle oracle = new Oracle(binding.values(), coupling.parameterSpec(), moved, x, w, v);
        assertEqual(y.array(), oracle.y.eval());
        assertEqual(logDet.array(), oracle.logDet.eval());
        assertEqual(dx.array(), oracle.gradient("x"));
        for (ParameterSpec.Block block : coupling.parameterSpec().blocks()) {
            assertEqual(binding.gradient().matrix(block.name()).array(), oracle.gradient(block.name()));
        }
    }

    /** The equations of {@link AffineCoupling} and {@link Conditioner} once more, and the loss Σ w ⊙ y + Σ v ⊙ logDet. */
    private static final class Oracle {
        private final SameDiff graph = SameDiff.create();
        final SDVariable y;
        final SDVariable logDet;

        Oracle(Parameters parameters, ParameterSpec spec, Moved moved, Matrix x, Matrix w, Matrix v) {
            for (ParameterSpec.Block block : spec.blocks()) {
                graph.var(block.name(), parameters.matrix(block.name()).array().dup('c'));
            }
            SDVariable all = graph.var("x", x.array().dup('c'));
            SDVariable first = all.get(SDIndex.all(), SDIndex.interval(0, D / 2));
            SDVariable second = all.get(SDIndex.all(), SDIndex.interval(D / 2, D));
            SDVariable kept = moved == Moved.FIRST_HALF ? second : first;
            SDVariable toMove = moved == Moved.FIRST_HALF ? first : second;
            SDVariable head = network(kept);
            int d = moved == Moved.FIRST_HALF ? D / 2 : D - D / 2;
            SDVariable r = head.get(SDIndex.all(), SDIndex.interval(0, d));
            SDVariable t = head.get(SDIndex.all(), SDIndex.interval(d, 2 * d));
            SDVariable s = graph.math.tanh(r.div(Kernels.LOG_SCALE_BOUND)).mul(Kernels.LOG_SCALE_BOUND);
            SDVariable image = graph.math.exp(s).mul(toMove).add(t);
            y = moved == Moved.FIRST_HALF ? graph.concat(1, image, kept) : graph.concat(1, kept, image);
            logDet = s.sum(true, 1);
            y.mul(graph.constant(w.array().dup('c')))
                    .sum()
                    .add("loss", logDet.mul(graph.constant(v.array().dup('c'))).sum());
            graph.setLossVariables("loss");
        }

        private SDVariable network(SDVariable input) {
            SDVariable h = input;
            for (int l = 0; l <= HIDDEN_LAYERS; l++) {
                h = h.mmul(graph.getVariable("weight" + l)).add(graph.getVariable("bias" + l));
                h = l < HIDDEN_LAYERS ? graph.nn.relu(h, 0) : h;
            }
            return h;
        }

        INDArray gradient(String variable) {
            return Objects.requireNonNull(
                    graph.calculateGradients(Map.of(), variable).get(variable), variable);
        }
    }

    @Test
    void oneCoordinateHasNoTwoHalves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AffineCoupling.of(1, Moved.FIRST_HALF, 8, 2))
                .withMessage("Expected vectors of length 2 or more for a coupling, which moves one half by the other;"
                        + " found length 1");
    }

    private static INDArray gaussian(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        INDArray array = Nd4j.zeros(DataType.DOUBLE, rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                array.putScalar(i, j, 0.7 * random.nextGaussian());
            }
        }
        return array;
    }

    private static Matrix matrix(INDArray values) {
        Matrix m = Matrix.zeros(DataType.DOUBLE, values.rows(), values.columns());
        m.array().assign(values);
        return m;
    }

    private static void assertEqual(INDArray actual, INDArray expected) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertThat(actual.getDouble(i, j)).isCloseTo(expected.getDouble(i, j), within(1e-9));
            }
        }
    }
}
