package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MultilayerPerceptronTest {
    private static final int ROWS = 5;

    /** Of the sum of squares of the head, whose gradient in the head is twice the head. */
    @ParameterizedTest
    @ValueSource(strings = {"3,2", "3,4,2", "2,4,4,3"})
    void theGradientIsThatOfFiniteDifferences(String text) {
        int[] widths =
                Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        MultilayerPerceptron network = MultilayerPerceptron.of(widths);
        INDArray values = random(network.parameterSpec().size(), 1);
        INDArray gradient = Nd4j.zeros(DataType.DOUBLE, values.length());
        MultilayerPerceptron.Layers layers = network.bind(
                Binding.of(Kernels.of(DataType.DOUBLE, ROWS), ROWS, network.parameterSpec(), values, gradient));
        Matrix x = Matrix.view(random(ROWS * widths[0], 2), 0, ROWS, widths[0]);
        squares(layers, x);
        layers.headGradient().array().assign(layers.forward(x).array().mul(2));
        layers.backward();
        for (int k = 0; k < values.length(); k++) {
            double at = values.getDouble(k);
            values.putScalar(k, at + 1e-6);
            double above = squares(layers, x);
            values.putScalar(k, at - 1e-6);
            double below = squares(layers, x);
            values.putScalar(k, at);
            assertThat(gradient.getDouble(k)).isCloseTo((above - below) / 2e-6, within(1e-5));
        }
    }

    @Test
    void weightsAreTheBlocksBeforeTheirBiases() {
        assertThat(MultilayerPerceptron.of(3, 4, 2).weights())
                .extracting(ParameterSpec.Block::rows, ParameterSpec.Block::columns, ParameterSpec.Block::offset)
                .containsExactly(tuple(3, 4, 0), tuple(4, 2, 16));
    }

    @Test
    void aNetworkNeedsTwoWidthsAndUnits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultilayerPerceptron.of(3))
                .withMessage("Expected two widths or more, each at least 1; found [3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultilayerPerceptron.of(3, 0, 2))
                .withMessage("Expected two widths or more, each at least 1; found [3, 0, 2]");
    }

    private static double squares(MultilayerPerceptron.Layers layers, Matrix x) {
        INDArray head = layers.forward(x).array();
        return head.mul(head).sumNumber().doubleValue();
    }

    private static INDArray random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Nd4j.createFromArray(random.doubles(count).map(u -> 2 * u - 1).toArray());
    }
}
