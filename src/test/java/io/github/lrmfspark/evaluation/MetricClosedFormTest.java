package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.MetricContractTest.figure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.statistics.LineTransport;
import org.junit.jupiter.api.Test;

/** Figures that can be worked out by hand. */
class MetricClosedFormTest {
    private static final Sample GAUSSIAN = new SyntheticDomains(Kind.GAUSSIANS, 500, 8, 0, 0, 1).target();

    @Test
    void meanDifferenceIsTheShiftOverTheRadius() {
        Sample target = unlabelled(2, 0, 0, 2, 0, 0, 2, 2, 2); // total variance 2
        PackedRows mapped = PackedRows.of(2, new float[] {4, 5});
        assertThat(figure(new MeanDifference(), "meanDifference", mapped(mapped, target))
                        .value())
                .isCloseTo(5 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void covarianceDifferenceOfADoubledSetIsThree() {
        double figure = figure(
                        new CovarianceDifference(),
                        "covarianceDifference",
                        mapped(affine(GAUSSIAN.rows(), 2, 1), GAUSSIAN))
                .value();
        assertThat(figure).isCloseTo(3, within(1e-6));
    }

    @Test
    void coordinatesThatAreConstantButForRoundingDoNotCorrelate() {
        float[] values = new float[40 * 3];
        float[] images = new float[40 * 3];
        for (int i = 0; i < 40; i++) {
            values[3 * i] = i;
            values[3 * i + 1] = 0.1f;
            values[3 * i + 2] = -i % 7;
            images[3 * i] = 2 * i;
            images[3 * i + 1] = 0.1f + (i % 2) * 1e-8f;
            images[3 * i + 2] = 1 - i % 7;
        }
        Sample source = new Sample(PackedRows.of(3, values), new int[0]);
        assertThat(figure(
                                new CoordinateCorrelation(),
                                "coordinateCorrelation",
                                AlignedSamples.of(source, PackedRows.of(3, images), source))
                        .value())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void slicedWasserstein2OfAShiftInOneDimensionIsTheShift() {
        Sample target = unlabelled(1, 3, 1, 4, 1, 5);
        double figure = figure(
                        new SlicedWasserstein2(4, 1),
                        "slicedWasserstein2",
                        mapped(affine(target.rows(), 1, -2.5f), target))
                .value();
        assertThat(figure).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void slicedWasserstein2OfAShiftIsItsLengthOverTheRootOfTheDimension() {
        double figure = figure(
                        new SlicedWasserstein2(20_000, 1),
                        "slicedWasserstein2",
                        mapped(affine(slice(GAUSSIAN), 1, 3), new Sample(slice(GAUSSIAN), new int[0])))
                .value();
        assertThat(figure).isCloseTo(3, within(0.02)); // ‖(3 … 3)‖ / √8 = 3
    }

    @Test
    void wassersteinDistanceOfUnequalCountsFollowsTheQuantiles() {
        assertThat(squaredDistance(new double[] {1, 0}, 0, 0, 1, 1)).isZero();
        assertThat(squaredDistance(new double[] {0}, -1, 3)).isEqualTo(5);
        // 0 1 against 0 3 6: thirds and halves meet in sixths, (2·0² + 1·3² + 1·2² + 2·5²) / 6
        assertThat(squaredDistance(new double[] {0, 1}, 6, 0, 3)).isCloseTo(63.0 / 6, within(1e-12));
    }

    private static double squaredDistance(double[] x, double... y) {
        return LineTransport.of(x, y).squaredDistance();
    }

    @Test
    void potentialsOfAShiftRiseByTwiceTheShift() {
        double[] ofX = new double[3];
        double[] ofY = new double[3];
        LineTransport.of(new double[] {4, -1, 0}, new double[] {-3, 2, -2}).addPotentials(ofX, ofY); // y = x − 2
        assertThat(ofX).containsExactly(new double[] {20, 0, 4}, within(1e-12));
        assertThat(ofY).containsExactly(new double[] {0, -20, -4}, within(1e-12));
    }

    @Test
    void frechetOfScaleAndShift() {
        double figure = figure(new FrechetDistance(), "frechet", mapped(affine(GAUSSIAN.rows(), 3, 1), GAUSSIAN))
                .value();
        Moments moments = Moments.of(GAUSSIAN.rows());
        double expected = 4 * moments.totalVariance(); // deviations differ by 2 of their own
        for (double mean : moments.mean()) {
            expected += (2 * mean + 1) * (2 * mean + 1);
        }
        assertThat(figure).isCloseTo(expected, within(1e-4));
    }

    @Test
    void transportCostIsTheMoveOverTheRadius() {
        Sample source = unlabelled(2, 0, 0, 2, 0, 0, 2, 2, 2); // total variance 2
        AlignedSamples samples = AlignedSamples.of(source, affine(source.rows(), 1, 3), source);
        assertThat(figure(new TransportCost(), "transportCost", samples).value())
                .isCloseTo(3, within(1e-12)); // √(18 / 2)
    }

    @Test
    void logDetSpreadIsTheDeviationPerDimension() {
        Sample source = unlabelled(2, 0, 0, 2, 0, 0, 2, 2, 2);
        AlignedSamples samples = AlignedSamples.unaligned(source, source).withLogDet(new double[] {1, 5, 1, 5});
        assertThat(figure(new LogDetSpread(), "logDetSpread", samples).value()).isEqualTo(1);
    }

    @Test
    void neighboursOfARowThatMovedAwayAreLost() {
        Sample source = unlabelled(1, 0, 1, 3, 100, 101, 103);
        PackedRows mapped = PackedRows.of(1, new float[] {0, 1, 98.5f, 100, 101, 103});
        AlignedSamples samples = AlignedSamples.of(source, mapped, source);
        assertThat(figure(new NeighbourOverlap(2, 10, 1), "neighbourOverlap", samples)
                        .value())
                .isEqualTo(0.75); // the third row loses both, the fourth one
    }

    @Test
    void roundTripErrorsAreTheLargestAndTheMean() {
        Sample source = unlabelled(2, 0, 0, 1, 1);
        PackedRows returned = PackedRows.of(2, new float[] {0, -0.5f, 1, 1.25f});
        AlignedSamples samples = AlignedSamples.unaligned(source, source).withReturned(returned);
        assertThat(figure(new RoundTripError(), "roundTripError", samples).value())
                .isEqualTo(0.5);
        assertThat(figure(new RoundTripError(), "roundTripErrorMean", samples).value())
                .isEqualTo(0.75 / 4);
    }

    @Test
    void labelAccuracyCountsTheMajorityAndBreaksTiesByTheNearest() {
        Sample target = new Sample(PackedRows.of(1, new float[] {0, 1.5f, 2, 3, 10}), new int[] {7, 8, 8, 7, 9});
        Sample source = new Sample(PackedRows.of(1, new float[] {0.1f, 2.7f, 9, 9}), new int[] {7, 7, 9, 3});
        AlignedSamples samples = AlignedSamples.unaligned(source, target);
        assertThat(figure(new LabelAccuracy(1), "labelAccuracy", samples).value())
                .isEqualTo(0.75);
        assertThat(figure(new LabelAccuracy(2), "labelAccuracy", samples).value())
                .isEqualTo(0.75); // one of each: the nearest
        assertThat(figure(new LabelAccuracy(3), "labelAccuracy", samples).value())
                .isEqualTo(0.25); // 7 8 8, 7 8 8, 9 7 8
        assertThat(figure(new LabelAccuracy(99), "labelAccuracy", samples).value())
                .isEqualTo(0.5); // 7 8 8 7 9: the nearer of 7 and 8
    }

    private static AlignedSamples mapped(PackedRows mapped, Sample target) {
        return AlignedSamples.of(Sample.unlabelled(mapped), mapped, target);
    }

    private static PackedRows affine(PackedRows rows, float scale, float shift) {
        float[] values = rows.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * values[i] + shift;
        }
        return PackedRows.of(rows.dimension(), values);
    }

    private static PackedRows slice(Sample sample) {
        return sample.rows().slice(0, 10);
    }

    private static Sample unlabelled(int dimension, float... values) {
        return Sample.unlabelled(PackedRows.of(dimension, values));
    }
}
