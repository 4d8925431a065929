package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.LabelAccuracy;
import io.github.lrmfspark.experiment.VaeGan.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VaeGanTrainerTest {
    private static final int SIDE = 8;
    private static final int STEPS = 300;
    private static final Sample SOURCE = blobs(1.6, 400, 1);
    private static final Sample TARGET = blobs(1.0, 400, 2);
    private static final DomainRows IMAGES = new DomainRows(SOURCE.rows(), TARGET.rows());

    @Tag("long")
    @Test
    void codesKeepTheImageAndItsClassWithoutLabels() {
        List<Losses> losses = new ArrayList<>();
        VaeGan model = VaeGanTrainer.train(IMAGES, options(STEPS), (loss, step) -> losses.add(loss));
        assertThat(losses).hasSize(STEPS);
        assertThat(losses.get(STEPS - 1).pixels()).isLessThan(losses.get(0).pixels() / 5);
        assertThat(unexplained(model, blobs(1.6, 200, 3).rows())).isLessThan(0.5);
        assertThat(unexplained(model, blobs(1.0, 200, 4).rows())).isLessThan(0.5);
        assertThat(accuracy(model, SOURCE, blobs(1.6, 200, 3))).isGreaterThan(0.9);
        assertThat(accuracy(model, TARGET, blobs(1.0, 200, 4))).isGreaterThan(0.9);
        assertThat(accuracy(model, TARGET, blobs(1.6, 200, 3))).isGreaterThan(0.8);
    }

    /** Images of one blob, Gaussian with that deviation in pixels; its label is the quarter that its middle lies in. */
    private static Sample blobs(double width, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PackedRows.Builder images = new PackedRows.Builder(SIDE * SIDE);
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            double right = 1 + 6 * random.nextDouble();
            double down = 1 + 6 * random.nextDouble();
            float[] image = new float[SIDE * SIDE];
            for (int pixel = 0; pixel < image.length; pixel++) {
                int line = pixel / SIDE;
                int column = pixel % SIDE;
                double squared = Math.pow(column + 0.5 - right, 2) + Math.pow(line + 0.5 - down, 2);
                image[pixel] = (float) Math.exp(-squared / (2 * width * width));
            }
            images.add(image);
            labels[row] = (right < 4 ? 0 : 1) + (down < 4 ? 0 : 2);
        }
        return new Sample(images.build(), labels);
    }

    @Test
    void equalSeedsGiveEqualBits() {
        PackedRows images = SOURCE.rows();
        PackedRows codes =
                VaeGanTrainer.train(IMAGES, options(3), (loss, step) -> {}).encode(images);
        PackedRows again =
                VaeGanTrainer.train(IMAGES, options(3), (loss, step) -> {}).encode(images);
        PackedRows untrained = new VaeGan(options(3)).encode(images);
        assertThat(again).isEqualTo(codes).isNotEqualTo(untrained);
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        PackedRows rows = PackedRows.of(4, new float[8]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VaeGanTrainer.train(new DomainRows(rows, rows), options(1), (loss, step) -> {}))
                .withMessage("Expected images of 8×8 pixels; found 4 values a row");
    }

    private static VaeGanOptions options(int steps) {
        return new VaeGanOptions(new VaeGanOptions.Networks(SIDE, 4, 8, 64), steps, 16, 2e-3, 5e-4, 1, 10, 3);
    }

    /** The mean squared error of a pixel over its variance, where an image is drawn from its code. */
    private static double unexplained(VaeGan model, PackedRows images) {
        PackedRows drawn = model.decode(model.encode(images));
        double error = 0;
        double variance = 0;
        for (int pixel = 0; pixel < images.dimension(); pixel++) {
            double mean = 0;
            for (int row = 0; row < images.rows(); row++) {
                mean += images.value(row, pixel) / images.rows();
            }
            for (int row = 0; row < images.rows(); row++) {
                error += Math.pow(drawn.value(row, pixel) - images.value(row, pixel), 2);
                variance += Math.pow(images.value(row, pixel) - mean, 2);
            }
        }
        return error / variance;
    }

    /** The share of the other images whose label is that of the nearest training image in the space of codes. */
    private static double accuracy(VaeGan model, Sample training, Sample others) {
        AlignedSamples codes = AlignedSamples.unaligned(coded(model, others), coded(model, training));
        return Evaluation.of(List.of(new LabelAccuracy(1)), codes)
                .get("labelAccuracy")
                .value();
    }

    private static Sample coded(VaeGan model, Sample images) {
        return new Sample(model.encode(images.rows()), images.labels());
    }
}
