package io.github.lrmfspark.real;

import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.ml.LrmfAligner;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The runs that the verdict is judged by: good maps and bad ones, by enough steps and by too few, onto sets that have a counterpart of
 * every row and onto others.
 */
final class VerdictRuns {
    private static final double NOISE = 0.05;
    /** Rows of real sets before this one are those of the bench. */
    private static final int FIRST_ROW = 3_000;

    private VerdictRuns() {}

    /** What sets are made of. */
    record Sources(SparkSession spark, Draw draw) {}

    /** The sets of a run by its seed. */
    private interface Sets {
        RealSet of(Sources sources, long seed);
    }

    /** How a map comes about, as a change of the defaults. */
    private record Way(String name, UnaryOperator<LrmfAligner> recipe) {}

    private static final Way DEFAULTS = new Way("defaults", UnaryOperator.identity());
    private static final Way LRMF = new Way("lrmf alone", aligner -> aligner.setCandidates("lrmf"));
    private static final Way GAUSSIAN = new Way(
            "the Gaussian map",
            aligner -> aligner.setStart("gaussian")
                    .setCandidates("lrmf")
                    .setAffineSteps(0)
                    .setSteps(1));
    private static final Way NO_AFFINE = new Way("no affine start", aligner -> aligner.setAffineSteps(0));
    private static final Way FAST =
            new Way("fast map", aligner -> aligner.setAffineSteps(0).setTransformRateRatio(0.5));
    private static final Way EQUAL_RATES = new Way(
            "equal rates",
            aligner -> aligner.setAffineSteps(0).setTransformRateRatio(1).setNoise(0.03));
    private static final Way FEW_STEPS = new Way(
            "few steps", aligner -> aligner.setAffineSteps(0).setSteps(100).setPolishSteps(0));
    private static final Way POLISHED = new Way(
            "few steps and polish",
            aligner -> aligner.setAffineSteps(0).setSteps(100).setPolishSteps(400));
    private static final Way NO_POLISH = new Way("no polish", aligner -> aligner.setPolishSteps(0));
    private static final Way BRIEF =
            new Way("brief", aligner -> aligner.setAffineSteps(500).setSteps(500));

    /**
     * One run.
     *
     * @param way how the map comes about
     * @param set which sets
     * @param seed of rows and of the training
     */
    record Run(String way, String set, long seed, Sets sets, UnaryOperator<LrmfAligner> recipe) {
        RealSet make(Sources sources) {
            return sets.of(sources, seed);
        }
    }

    /** Runs that differ in their seeds. */
    private static Stream<Run> runs(Way way, String set, long first, int count, Sets sets) {
        return LongStream.range(first, first + count).mapToObj(seed -> new Run(way.name, set, seed, sets, way.recipe));
    }

    /** All of them. */
    static List<Run> all() {
        return Stream.of(moons(), blobs(), clusters(), texts(), digits())
                .flatMap(runs -> runs)
                .toList();
    }

    private static Stream<Run> moons() {
        return Stream.of(
                        moons(DEFAULTS, 10, 50, NOISE, 1),
                        moons(NO_AFFINE, 3, 50, NOISE, 1),
                        moons(FAST, 2, 50, NOISE, 1),
                        moons(EQUAL_RATES, 3, 50, NOISE, 1),
                        moons(FEW_STEPS, 2, 50, NOISE, 1),
                        moons(POLISHED, 2, 50, NOISE, 1),
                        moons(DEFAULTS, 2, 110, NOISE, 1),
                        moons(DEFAULTS, 1, 150, NOISE, 1),
                        moons(DEFAULTS, 1, 180, NOISE, 1),
                        moons(DEFAULTS, 3, 50, 0.25, 1),
                        moons(DEFAULTS, 3, 50, NOISE, 0.3),
                        moons(NO_POLISH, 2, 50, NOISE, 0.3))
                .flatMap(runs -> runs);
    }

    private static Stream<Run> moons(Way way, int count, double degrees, double noise, double share) {
        return madeUp(way, 2101, count, Kind.MOONS, 1_000, 2, degrees, noise, share);
    }

    private static Stream<Run> blobs() {
        return Stream.of(
                        blobs(DEFAULTS, 3, 8, 30, 1),
                        blobs(DEFAULTS, 3, 16, 30, 1),
                        blobs(FEW_STEPS, 2, 8, 30, 1),
                        blobs(EQUAL_RATES, 1, 8, 30, 1),
                        blobs(DEFAULTS, 2, 8, 130, 1),
                        blobs(DEFAULTS, 2, 16, 130, 1),
                        blobs(DEFAULTS, 2, 8, 30, 0),
                        blobs(DEFAULTS, 2, 16, 30, 0))
                .flatMap(runs -> runs);
    }

    private static Stream<Run> blobs(Way way, int count, int dimension, double degrees, double share) {
        return madeUp(way, 2201, count, Kind.BLOBS, 1_000, dimension, degrees, 0, share);
    }

    private static Stream<Run> clusters() {
        return Stream.of(
                        clusters(DEFAULTS, 2, 2_000, 64, 60, 1),
                        clusters(FEW_STEPS, 1, 2_000, 64, 60, 1),
                        clusters(BRIEF, 1, 2_000, 64, 140, 1),
                        clusters(BRIEF, 2, 2_000, 32, 40, 1),
                        clusters(FEW_STEPS, 1, 2_000, 32, 60, 1),
                        clusters(EQUAL_RATES, 2, 2_000, 32, 60, 1),
                        clusters(BRIEF, 1, 2_000, 32, 140, 1),
                        clusters(BRIEF, 2, 2_000, 32, 40, 0),
                        clusters(DEFAULTS, 2, 2_000, 128, 60, 1),
                        clusters(FEW_STEPS, 1, 2_000, 128, 60, 1),
                        clusters(DEFAULTS, 2, 2_000, 256, 60, 1),
                        clusters(DEFAULTS, 2, 800, 256, 60, 1),
                        clusters(GAUSSIAN, 2, 2_000, 256, 60, 1),
                        clusters(DEFAULTS, 1, 1_500, 768, 60, 1),
                        clusters(DEFAULTS, 1, 10_000, 64, 60, 1),
                        clusters(DEFAULTS, 1, 10_000, 128, 60, 1),
                        clusters(FEW_STEPS, 1, 10_000, 128, 60, 1),
                        clusters(DEFAULTS, 1, 10_000, 128, 140, 1))
                .flatMap(runs -> runs);
    }

    private static Stream<Run> clusters(Way way, int count, int rows, int dimension, double degrees, double share) {
        return madeUp(way, 2301, count, Kind.CLUSTERS, rows, dimension, degrees, NOISE, share);
    }

    private static Stream<Run> madeUp(
            Way way,
            long first,
            int count,
            Kind kind,
            int rows,
            int dimension,
            double degrees,
            double noise,
            double share) {
        String name = String.format(
                Locale.ROOT,
                "%s of %d in %d turned by %.0f noise %.2f share %.1f",
                kind.name().toLowerCase(Locale.ROOT),
                rows,
                dimension,
                degrees,
                noise,
                share);
        return runs(way, name, first, count, (sources, seed) -> {
            SyntheticDomains domains = new SyntheticDomains(kind, rows, dimension, degrees, noise, seed);
            return new RealSet(name, "", domains.source(), domains.target(), null).keeping(share);
        });
    }

    private static Stream<Run> texts() {
        Stream<Run> usual = Stream.of("T1", "T2", "T2e", "T2r", "T3")
                .flatMap(set -> IntStream.of(800, 1_500)
                        .boxed()
                        .flatMap(rows -> Stream.of(DEFAULTS, GAUSSIAN)
                                .flatMap(way -> runs(way, set + "-" + rows, 0, 2, part(set, rows)))));
        Stream<Run> brief = Stream.of("T1", "T2", "T2e", "T2r", "T3")
                .flatMap(set ->
                        Stream.of(LRMF, FEW_STEPS).flatMap(way -> runs(way, set + "-1500", 2, 1, part(set, 1_500))));
        Stream<Run> equal = IntStream.of(800, 1_500)
                .boxed()
                .flatMap(rows -> Stream.of(DEFAULTS, FEW_STEPS)
                        .flatMap(way -> runs(
                                way,
                                "halves of one-" + rows,
                                0,
                                2,
                                (sources, seed) -> half(part("T2", rows).of(sources, seed)))));
        Stream<Run> others = IntStream.of(1_500, 4_000)
                .boxed()
                .flatMap(rows -> runs(
                        DEFAULTS,
                        "T2 of other labels-" + rows,
                        0,
                        2,
                        (sources, seed) -> part("T2", rows).of(sources, seed).ofOtherLabels()));
        Stream<Run> shares = runs(DEFAULTS, "T2s-1500", 0, 3, part("T2s", 1_500));
        return Stream.of(usual, brief, equal, others, shares).flatMap(runs -> runs);
    }

    /** Rows of a set of texts that no other seed has. */
    private static Sets part(String set, int rows) {
        return (sources, seed) -> {
            RealSet whole = RealSets.make(set, sources.spark, sources.draw);
            int room = whole.target().rows().rows() - FIRST_ROW - rows;
            int from = FIRST_ROW + (int) (seed * rows % Math.max(1, room));
            return whole.slice(from, from + rows);
        };
    }

    /** The target's rows on both sides: one half each. */
    private static RealSet half(RealSet set) {
        Sample target = set.target();
        RealSet twice = new RealSet(set.name(), set.draw(), target, target, target.rows());
        int rows = target.rows().rows();
        RealSet first = twice.slice(0, rows / 2);
        return new RealSet(
                set.name(),
                set.draw(),
                first.source(),
                twice.slice(rows / 2, rows).target(),
                first.truth());
    }

    private static Stream<Run> digits() {
        return Stream.of(DEFAULTS, GAUSSIAN, FEW_STEPS)
                .flatMap(way -> runs(way, "digits-1500", 0, 3, (sources, seed) -> {
                    RealSet whole = RealSets.make("digits", sources.spark, sources.draw);
                    return whole.slice((int) seed * 1_500, (int) seed * 1_500 + 1_500);
                }));
    }
}
