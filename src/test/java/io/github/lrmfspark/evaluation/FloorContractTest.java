package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.MetricContractTest.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Subsample;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A source that is another draw of the target's distribution lies at the floor, for every metric that has one, whatever the
 * numbers of rows. Halves of the target's sample, as the floor was once taken, lie farther apart: by 1.4 for sets of one size.
 */
class FloorContractTest {
    /** Rows of a source and of a target that are compared, and of the target to draw of. */
    private record Sizes(int source, int target, int drawn) {}

    private static final List<Sizes> SIZES = List.of(
            new Sizes(300, 300, 600),
            new Sizes(300, 300, 300),
            new Sizes(400, 100, 500),
            new Sizes(100, 400, 400),
            new Sizes(400, 100, 100),
            new Sizes(40, 40, 40));

    /** Metrics that are never below 0, so that chance alone leaves more than 0, and by how much. */
    private static final List<Metric> DISTANCES = List.of(
            new SlicedWasserstein2(16, 1), new FrechetDistance(), new MeanDifference(), new CovarianceDifference());

    /** Metrics whose mean hardly depends on the number of rows. */
    private static final List<Metric> OTHERS = List.of(
            new DomainClassifier(1),
            new MaximumMeanDiscrepancy(200, 20, 1),
            new LabelAccuracy(1),
            new LogisticLabelAccuracy(1),
            new ClusterAgreement(1));

    static Stream<Arguments> distances() {
        return DISTANCES.stream()
                .flatMap(metric -> Stream.of(Kind.BLOBS, Kind.GAUSSIANS)
                        .flatMap(kind ->
                                SIZES.stream().map(sizes -> Arguments.of(metric.names(), kind, sizes, metric))));
    }

    @ParameterizedTest(name = "{0} of {1}, {2}")
    @MethodSource("distances")
    void anotherDrawLiesAtTheFloor(List<String> names, Kind kind, Sizes sizes, Metric metric) {
        List<Pair> pairs = LongStream.range(0, 24)
                .boxed()
                .flatMap(seed -> Pair.of(metric, kind, sizes, seed))
                .toList();
        double ofBefore =
                pairs.stream().mapToDouble(pair -> pair.before.value()).sum();
        double ofFloor = pairs.stream().mapToDouble(pair -> pair.floor.value()).sum();
        assertThat(ofBefore / ofFloor).isBetween(0.78, 1.28);
        assertThat(pairs.stream().filter(pair -> !pair.agrees())).hasSizeLessThanOrEqualTo(1);
    }

    static List<Metric> others() {
        return OTHERS;
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherFiguresOfAnotherDrawAgreeWithTheFloor(Metric metric) {
        List<Pair> pairs = LongStream.range(0, 2)
                .boxed()
                .flatMap(seed -> Pair.of(metric, Kind.BLOBS, new Sizes(300, 200, 200), seed))
                .toList();
        assertThat(pairs.stream().filter(pair -> !pair.agrees()))
                .as("%s", pairs)
                .isEmpty();
    }

    /** A figure of another draw, and its floor. */
    private record Pair(Estimate before, Estimate floor) {
        /** One for every figure of a metric. */
        static Stream<Pair> of(Metric metric, Kind kind, Sizes sizes, long seed) {
            int rows = sizes.source + Math.max(sizes.target, sizes.drawn);
            Sample sample = new SyntheticDomains(kind, rows, 4, 0, 0.1, seed).target();
            Sample all = Subsample.pick(sample, Subsample.of(rows, rows, new SplittableRandom(seed)));
            AlignedSamples samples = AlignedSamples.unaligned(
                    slice(all, 0, sizes.source), slice(all, sizes.source, sizes.source + sizes.target));
            Sample drawn = slice(all, sizes.source, sizes.source + sizes.drawn);
            Map<String, Estimate> before = metric.of(samples);
            Map<String, Estimate> floor = metric.floor(FloorDraws.of(drawn, samples, seed));
            assertThat(floor.keySet()).isEqualTo(before.keySet());
            return metric.names().stream()
                    .map(name -> new Pair(
                            Objects.requireNonNull(before.get(name)), Objects.requireNonNull(floor.get(name))));
        }

        boolean agrees() {
            return before.low() <= floor.high() && floor.low() <= before.high();
        }
    }
}
