package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.evaluation.Pictures.Bin;
import io.github.lrmfspark.evaluation.Pictures.Direction;
import io.github.lrmfspark.evaluation.Pictures.Point;
import io.github.lrmfspark.evaluation.Pictures.Projection;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {
    @Test
    void rowsInThePlaneAreShownAsTheyAreAndTheSameOnesBeforeAndAfter() {
        SyntheticDomains moons = new SyntheticDomains(Kind.MOONS, 700, 2, 40, 0.05, 3);
        Sample source = moons.source();
        Projection projection = pictures(AlignedSamples.of(source, moved(source.rows(), 1, 10), moons.target()), 7)
                .projection();
        assertThat(projection.before()).hasSize(500).doesNotHaveDuplicates();
        assertThat(projection.target()).hasSize(500);
        for (int i = 0; i < 500; i++) {
            Point before = projection.before().get(i);
            assertThat(projection.after().get(i))
                    .isEqualTo(new Point(before.x(), (float) before.y() + 10f, before.label()));
        }
        assertThat(projection.before()).extracting(Point::label).containsOnly(0, 1);
    }

    @Test
    void rowsOfMoreCoordinatesAreShownOnTheTargetsFirstTwoAxes() {
        PackedRows target = gaussian(4, 2_000, 1, 0.5, 3, 9);
        Projection projection = pictures(
                        AlignedSamples.unaligned(Sample.unlabelled(target), Sample.unlabelled(target)), 1)
                .projection();
        assertThat(projection.before()).extracting(Point::label).containsOnly(-1);
        assertThat(meanSquare(projection.before(), true)).isCloseTo(81, within(15.0));
        assertThat(meanSquare(projection.before(), false)).isCloseTo(9, within(2.0));
    }

    @Test
    void aTargetOnALineHasNoSecondAxis() {
        PackedRows target = gaussian(3, 50, 0, 2, 0);
        Pictures pictures = pictures(AlignedSamples.unaligned(Sample.unlabelled(target), Sample.unlabelled(target)), 1);
        assertThat(pictures.projection().target()).extracting(Point::y).containsOnly(0.0);
        assertThat(pictures.directions()).extracting(Direction::weights).containsExactly(List.of(0.0, 1.0, 0.0));
    }

    @Test
    void aTargetOfOneRowHasNoDirections() {
        Sample target = Sample.unlabelled(gaussian(3, 1));
        Sample source = Sample.unlabelled(gaussian(3, 20));
        AlignedSamples samples = AlignedSamples.unaligned(source, target);
        AlignedSamples ofMore = samples.withMoments(samples.mappedMoments(), samples.mappedMoments());
        assertThat(pictures(samples, 1).directions()).isEmpty();
        assertThat(pictures(ofMore, 1).directions()).isEmpty();
    }

    @Test
    void oneCoordinateLiesOnTheHorizontalAxis() {
        Sample set = Sample.unlabelled(PackedRows.of(1, new float[] {1, 2}));
        assertThat(pictures(AlignedSamples.unaligned(set, set), 1).projection().target())
                .containsExactly(new Point(1, 0, -1), new Point(2, 0, -1));
    }

    @Test
    void aShiftAlongOneAxisIsTheWorstDirection() {
        PackedRows target = gaussian(16, 1_000);
        Sample source = Sample.unlabelled(moved(target, 5, 3));
        Direction worst = pictures(AlignedSamples.of(source, moved(target, 11, 2), Sample.unlabelled(target)), 1)
                .directions()
                .get(0);
        double deviation = Math.sqrt(Moments.of(target).covariance()[11][11]);
        assertThat(worst.weights().get(11)).isCloseTo(1, within(1e-6));
        assertThat(worst.after()).isCloseTo(2 / deviation, within(1e-6));
        assertThat(worst.before()).isCloseTo(0, within(1e-3));
        assertThat(worst.floor()).isBetween(0.01, 0.2);
    }

    @Test
    void aDifferenceAlongNoCoordinateIsFoundToo() {
        PackedRows target = gaussian(8, 1_000);
        PackedRows mapped = moved(moved(target, 2, 1), 6, -1);
        List<Direction> directions = pictures(
                        AlignedSamples.of(Sample.unlabelled(target), mapped, Sample.unlabelled(target)), 1)
                .directions();
        assertThat(directions).hasSize(5);
        Direction worst = directions.get(0);
        assertThat(Math.abs(worst.weights().get(2) - worst.weights().get(6))).isCloseTo(Math.sqrt(2), within(1e-2));
        assertThat(worst.after()).isCloseTo(Math.sqrt(2), within(0.1));
        assertThat(directions).extracting(Direction::after).isSortedAccordingTo(Collections.reverseOrder());
    }

    /** Of 120 directions one is farthest by chance; on the rows that chose it by half more than on others. */
    @Test
    void theWorstDirectionsHoldOnRowsThatDidNotChooseThem() {
        double after = 0;
        double floor = 0;
        for (long seed = 1; seed <= 8; seed++) {
            AlignedSamples samples = AlignedSamples.unaligned(
                    Sample.unlabelled(normal(seed, 64, 200)), Sample.unlabelled(normal(100 + seed, 64, 200)));
            for (Direction direction : pictures(samples, seed).directions()) {
                assertThat(direction.after()).isBetween(direction.low(), direction.high());
                after += direction.after();
                floor += direction.floor();
            }
        }
        assertThat(after / floor).isBetween(0.85, 1.15);
    }

    @Test
    void labelsHaveTheirNamesAndOfManyTheMostFrequent() {
        Sample set = new Sample(
                gaussian(2, 400),
                IntStream.range(0, 400).map(i -> i % 40 == 0 ? i : 399 - i % 4).toArray());
        List<String> names =
                IntStream.range(0, 400).mapToObj(i -> "<" + i + ">").toList();
        AlignedSamples samples = AlignedSamples.unaligned(set, set);
        Pictures pictures = Pictures.of(samples, FloorDraws.of(set, samples, 1), names, 1);
        assertThat(pictures.labels())
                .hasSize(14)
                .startsWith("<0>", "<40>")
                .endsWith("<396>", "<397>", "<398>", "<399>");
        Sample distinct = new Sample(set.rows(), IntStream.range(0, 400).toArray());
        AlignedSamples ofAll = AlignedSamples.unaligned(distinct, distinct);
        Pictures bounded = Pictures.of(ofAll, FloorDraws.of(set, ofAll, 1), names, 1);
        assertThat(bounded.labels()).hasSize(20);
        assertThat(bounded.projection().target())
                .extracting(Point::label)
                .contains(0, 19, 20)
                .doesNotContain(21, -1);
    }

    @Test
    void logDetsAreCountedInBins() {
        Sample set = Sample.unlabelled(PackedRows.of(1, new float[9]));
        AlignedSamples samples = AlignedSamples.of(set, set.rows(), set);
        assertThat(pictures(samples, 1).logDets()).isEmpty();
        assertThat(pictures(samples.withLogDet(new double[9]), 1).logDets()).containsExactly(new Bin(0, 0, 9));
        double[] values = {0, 1, 1, 1.5, 2, 2.5, 3, 3, Double.NaN};
        assertThat(pictures(samples.withLogDet(values), 1).logDets())
                .containsExactly(new Bin(0, 1, 1), new Bin(1, 2, 3), new Bin(2, 3, 4));
        double[] many = new SplittableRandom(1).doubles(5_000).toArray();
        Sample rows = Sample.unlabelled(PackedRows.of(1, new float[5_000]));
        assertThat(pictures(AlignedSamples.of(rows, rows.rows(), rows).withLogDet(many), 1)
                        .logDets())
                .hasSize(40)
                .satisfies(bins ->
                        assertThat(bins.stream().mapToInt(Bin::count).sum()).isEqualTo(5_000));
    }

    /** Each direction that is tried sorts all rows, so their number is the cost. */
    @ParameterizedTest
    @CsvSource({"3, 3, 3", "64, 64, 8", "300, 64, 8"})
    void noMoreDirectionsAreTriedInManyDimensions(int dimension, int coordinates, int principal) {
        AlignedSamples samples = AlignedSamples.unaligned(
                Sample.unlabelled(normal(1, dimension, 50)), Sample.unlabelled(normal(2, dimension, 50)));
        assertThat(WorstDirections.candidates(samples, new SplittableRandom(1)))
                .hasSize(coordinates + principal + 56)
                .hasSizeLessThanOrEqualTo(WorstDirections.MOST);
    }

    @Test
    void picturesAreTheSameForOneSeed() {
        SyntheticDomains clusters = new SyntheticDomains(Kind.CLUSTERS, 5_000, 64, 56, 0.1, 1);
        AlignedSamples samples = AlignedSamples.unaligned(clusters.source(), clusters.target());
        Pictures pictures = pictures(samples, 1);
        assertThat(pictures(samples, 1)).isEqualTo(pictures);
        assertThat(pictures(samples, 2)).isNotEqualTo(pictures);
    }

    private static Pictures pictures(AlignedSamples samples, long seed) {
        return Pictures.of(samples, FloorDraws.of(samples.target(), samples, seed), List.of("a", "b"), seed);
    }

    private static double meanSquare(List<Point> points, boolean horizontal) {
        return points.stream()
                .mapToDouble(point -> horizontal ? point.x() : point.y())
                .map(x -> x * x)
                .average()
                .orElseThrow();
    }

    /** Independent coordinates of the given deviations, of 1 where none is given. */
    private static PackedRows gaussian(int dimension, int rows, double... deviations) {
        return normal(17, dimension, rows, deviations);
    }

    private static PackedRows normal(long seed, int dimension, int rows, double... deviations) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            double deviation = deviations.length == 0 ? 1 : deviations[i % dimension];
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return PackedRows.of(dimension, values);
    }

    private static PackedRows moved(PackedRows rows, int column, float by) {
        float[] values = Arrays.copyOf(rows.toArray(), rows.rows() * rows.dimension());
        for (int i = column; i < values.length; i += rows.dimension()) {
            values[i] += by;
        }
        return PackedRows.of(rows.dimension(), values);
    }
}
