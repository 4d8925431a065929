package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.MetricContractTest.figure;
import static io.github.lrmfspark.evaluation.MetricContractTest.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.ClusteredSets;
import io.github.lrmfspark.statistics.Estimate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAgreementTest {
    private static final int DIMENSION = 80;
    private static final Sample SOURCE = classes(DIMENSION, 800, 1);
    private static final Sample TARGET = classes(DIMENSION, 600, 2);
    private static final String NAME = ClusterAgreement.FIGURE.name();

    /** Rows about ten corners, (cos, sin) of tenths of a turn in the first two coordinates, labelled by the corner. */
    private static Sample classes(int dimension, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * dimension];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(10);
            for (int d = 0; d < dimension; d++) {
                double corner = d > 1 ? 0 : Math.cos(2 * Math.PI * labels[row] / 10 - d * Math.PI / 2);
                values[row * dimension + d] = (float) (10 * corner + (d > 1 ? 0.1 : 0.3) * random.nextGaussian());
            }
        }
        return new Sample(PackedRows.of(dimension, values), labels);
    }

    /** The source's rows turned in the first two coordinates by some tenths of a turn, with noise. */
    private static PackedRows turned(double tenths, double noise) {
        SplittableRandom random = new SplittableRandom(7);
        float[] values = SOURCE.rows().toArray();
        double cos = Math.cos(2 * Math.PI * tenths / 10);
        double sin = Math.sin(2 * Math.PI * tenths / 10);
        for (int at = 0; at < values.length; at += DIMENSION) {
            double x = values[at];
            double y = values[at + 1];
            values[at] = (float) (cos * x - sin * y + noise * random.nextGaussian());
            values[at + 1] = (float) (sin * x + cos * y + noise * random.nextGaussian());
        }
        return PackedRows.of(DIMENSION, values);
    }

    @Test
    void classesThatComeOntoClassesAgreeWhicheverTheyAre() {
        AlignedSamples right = AlignedSamples.of(SOURCE, turned(0, 0), TARGET);
        AlignedSamples swapped = AlignedSamples.of(SOURCE, turned(3, 0), TARGET);
        assertThat(figure(new LabelAccuracy(1), "labelAccuracy", right).value()).isEqualTo(1);
        assertThat(figure(new LabelAccuracy(1), "labelAccuracy", swapped).value())
                .isZero();
        ClusterAgreement metric = new ClusterAgreement(1);
        double ofRight = figure(metric, NAME, right).value();
        assertThat(ofRight).isGreaterThan(0.7);
        assertThat(figure(metric, NAME, swapped).value()).isCloseTo(ofRight, within(0.03));
    }

    @Test
    void theWorseOfTwoMapsAgreesLessByMoreThanTheIntervalOfTheDifference() {
        ClusteredSets sets = ClusteredSets.of(SOURCE.rows(), TARGET.rows(), 1);
        PackedRows good = turned(0, 1);
        PackedRows worse = turned(0, 1.5);
        Estimate difference = sets.agreement(good).minus(sets.agreement(worse)).estimate();
        Estimate ofGood = sets.agreement(good).estimate();
        assertThat(difference.low()).isPositive();
        assertThat(difference.high() - difference.low()).isLessThan(0.8 * (ofGood.high() - ofGood.low()));
        assertThat(sets.agreement(good).minus(sets.agreement(good)).estimate()).isEqualTo(Estimate.exact(0));
    }

    @Test
    void whatIsKeptOfTheLastRowsDoesNotChangeAFigure() {
        AlignedSamples samples = AlignedSamples.of(SOURCE, turned(0, 1), TARGET);
        AlignedSamples others = AlignedSamples.unaligned(slice(TARGET, 0, 300), SOURCE);
        Estimate fresh = figure(new ClusterAgreement(1), NAME, samples);
        ClusterAgreement metric = new ClusterAgreement(1);
        figure(metric, NAME, others);
        assertThat(figure(metric, NAME, samples)).isEqualTo(fresh);
        assertThat(figure(metric, NAME, samples)).isEqualTo(fresh);
        assertThat(figure(new ClusterAgreement(2), NAME, samples)).isNotEqualTo(fresh);
    }

    @Test
    void fewRowsHaveFewClustersAndFewerHaveNone() {
        ClusterAgreement metric = new ClusterAgreement(1);
        Sample few = slice(SOURCE, 0, 40);
        Sample fewer = slice(SOURCE, 0, 39);
        assertThat(figure(metric, NAME, AlignedSamples.unaligned(few, few)).value())
                .isCloseTo(1, within(1e-12));
        assertThat(figure(metric, NAME, AlignedSamples.unaligned(fewer, few)).value())
                .isNaN();
        assertThat(figure(metric, NAME, AlignedSamples.unaligned(few, fewer)).value())
                .isNaN();
    }

    @Test
    void rowsOfNoDistanceAndOfAnotherShapeAreNotTold() {
        float[] values = SOURCE.rows().toArray();
        Arrays.fill(values, 0, DIMENSION, 1e30f);
        PackedRows far = PackedRows.of(DIMENSION, values);
        ClusteredSets sets = ClusteredSets.of(SOURCE.rows(), TARGET.rows(), 1);
        assertThat(sets.agreement(far).estimate().value()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sets.agreement(TARGET.rows()))
                .withMessageContaining("PackedRows[800, 80]; found PackedRows[600, 80]");
        values[0] = Float.NaN;
        assertThat(ClusteredSets.of(PackedRows.of(DIMENSION, values), TARGET.rows(), 1)
                        .agreement(SOURCE.rows())
                        .estimate()
                        .value())
                .isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, DIMENSION})
    void rowsThatAreAllEqualHaveNoClusters(int dimension) {
        Sample flat = Sample.unlabelled(PackedRows.of(dimension, new float[200 * dimension]));
        assertThat(figure(new ClusterAgreement(1), NAME, AlignedSamples.unaligned(flat, flat))
                        .value())
                .isNaN();
    }
}
