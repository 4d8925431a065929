package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.experiment.VaeGan.Losses;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class VaeGanTest {
    private static final VaeGanOptions OPTIONS =
            new VaeGanOptions(new VaeGanOptions.Networks(8, 3, 2, 8), 10, 2, 1e-3, 1e-3, 0.7, 3, 5);
    private static final double STEP = 1e-6;

    static Stream<Arguments> networks() {
        ToDoubleFunction<Losses> encoder = l -> 0.7 * l.kl() + 3 * l.features();
        ToDoubleFunction<Losses> decoder = l -> 3 * l.features() + l.generator();
        ToDoubleFunction<Losses> discriminator = Losses::discriminator;
        return Stream.of(
                row("encoder", VaeGanNetworks::encoder, encoder),
                row("decoder", VaeGanNetworks::decoder, decoder),
                row("features", VaeGanNetworks::features, discriminator),
                row("head", VaeGanNetworks::head, discriminator));
    }

    private static Arguments row(
            String name, Function<VaeGanNetworks, ChainedNetwork> network, ToDoubleFunction<Losses> loss) {
        return Arguments.of(name, network, loss);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void gradientIsThatOfTheNetworksOwnLoss(
            String name, Function<VaeGanNetworks, ChainedNetwork> of, ToDoubleFunction<Losses> loss) {
        VaeGan model = new VaeGan(OPTIONS, DataType.DOUBLE);
        float[] images = images(4, 64);
        model.gradients(images, 3);
        ChainedNetwork network = of.apply(model.networks());
        double[] gradient = network.gradient().gradient().dup().data().asDouble();
        INDArray parameters = network.parameters();
        double largest = 0;
        for (int i = 0; i < gradient.length; i += 1 + gradient.length / 100) {
            double value = parameters.getDouble(i);
            parameters.putScalar(i, value + STEP);
            double above = loss.applyAsDouble(model.losses(images, 3));
            parameters.putScalar(i, value - STEP);
            double below = loss.applyAsDouble(model.losses(images, 3));
            parameters.putScalar(i, value);
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * STEP), within(1e-6));
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        assertThat(largest).isGreaterThan(1e-2);
    }

    @Test
    void codesAndImagesHaveTheirShapes() {
        VaeGan model = new VaeGan(OPTIONS);
        PackedRows codes = model.encode(PackedRows.of(64, images(600, 64)));
        assertThat(codes.rows()).isEqualTo(600);
        assertThat(codes.dimension()).isEqualTo(3);
        PackedRows images = model.decode(codes);
        assertThat(images.rows()).isEqualTo(600);
        assertThat(images.dimension()).isEqualTo(64);
        for (float pixel : images.toArray()) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void aCodeDoesNotDependOnTheOtherRows() {
        VaeGan model = new VaeGan(OPTIONS);
        PackedRows images = PackedRows.of(64, images(5, 64));
        PackedRows alone = model.encode(images.slice(2, 3));
        PackedRows together = model.encode(images);
        for (int d = 0; d < 3; d++) {
            assertThat(alone.value(0, d)).isCloseTo(together.value(2, d), within(1e-5f));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        VaeGan model = new VaeGan(OPTIONS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.encode(PackedRows.of(35, new float[35])))
                .withMessage("Expected rows of 64 values; found PackedRows[1, 35]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.step(new float[65], 0))
                .withMessage("Expected whole images of 64 pixels; found 65 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VaeGanOptions.Networks(6, 3, 2, 8))
                .withMessage("Expected a side of a multiple of 4 pixels; found 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OPTIONS.withSteps(0))
                .withMessage("Expected at least one step; found 0");
    }

    private static float[] images(int rows, int pixels) {
        SplittableRandom random = new SplittableRandom(9);
        float[] images = new float[rows * pixels];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        return images;
    }
}
