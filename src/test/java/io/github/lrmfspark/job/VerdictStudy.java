package io.github.lrmfspark.job;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.EmbeddingTable;
import io.github.lrmfspark.data.EvaluationRows;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.Comparison;
import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.FloorDraws;
import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.parquet.InvalidRows;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs whose truth is known, good ones and bad ones, and the figures that the verdict looks at: {@code mvn -Pstudy test}
 * writes the table anew to {@code target/verdict-study.csv}. The one that is kept is a resource of {@link
 * VerdictStudyTest}. It takes about an hour.
 */
@SparkTest
@Tag("study")
class VerdictStudy {
    private static final double HELD_OUT = 0.1;
    private static final int JUDGED = 5_000;

    private final SparkSession spark;

    VerdictStudy(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * One run.
     *
     * @param name what is done to it
     * @param keep share of the rows of the first half of the classes that the source keeps
     * @param recipe sets what is not by default
     */
    private record Run(
            String name,
            Kind kind,
            int dimension,
            int rows,
            double rotation,
            double noise,
            double keep,
            long seed,
            UnaryOperator<LrmfAligner> recipe) {
        Sample source() {
            Sample all = domains().source();
            int classes = Arrays.stream(all.labels()).max().orElse(0) + 1;
            int[] seen = new int[classes];
            int[] kept = IntStream.range(0, all.rows().rows())
                    .filter(i -> keeps(all.labels()[i], classes, seen[all.labels()[i]]++))
                    .toArray();
            PackedRows.Builder rows = new PackedRows.Builder(dimension);
            float[] row = new float[dimension];
            for (int i : kept) {
                all.rows().copyRow(i, row, 0);
                rows.add(row);
            }
            return new Sample(
                    rows.build(), Arrays.stream(kept).map(i -> all.labels()[i]).toArray());
        }

        private boolean keeps(int label, int classes, int number) {
            return 2 * label >= classes || (int) ((number + 1) * keep) > (int) (number * keep);
        }

        Sample target() {
            return domains().target();
        }

        private SyntheticDomains domains() {
            return new SyntheticDomains(kind, rows, dimension, rotation, noise, seed);
        }
    }

    /** Runs that differ in their seeds: {@code count} of them from {@code first} on. */
    private record Series(Run like, int count, long first) {
        Stream<Run> runs() {
            return LongStream.range(first, first + count)
                    .mapToObj(seed -> new Run(
                            like.name,
                            like.kind,
                            like.dimension,
                            like.rows,
                            like.rotation,
                            like.noise,
                            like.keep,
                            seed,
                            like.recipe));
        }
    }

    private static Series moons(
            String name, int count, double rotation, double noise, double keep, UnaryOperator<LrmfAligner> recipe) {
        return new Series(new Run(name, Kind.MOONS, 2, 1_000, rotation, noise, keep, 0, recipe), count, 2101);
    }

    private static Series blobs(
            String name, int count, int dimension, double rotation, double keep, UnaryOperator<LrmfAligner> recipe) {
        return new Series(new Run(name, Kind.BLOBS, dimension, 1_000, rotation, 0, keep, 0, recipe), count, 2201);
    }

    private static Series clusters(
            String name, int count, int dimension, double rotation, double keep, UnaryOperator<LrmfAligner> recipe) {
        return new Series(new Run(name, Kind.CLUSTERS, dimension, 2_000, rotation, 0.05, keep, 0, recipe), count, 2301);
    }

    private static Series manyRows(
            String name, int count, int dimension, double rotation, UnaryOperator<LrmfAligner> recipe) {
        return new Series(new Run(name, Kind.CLUSTERS, dimension, 10_000, rotation, 0.05, 1, 0, recipe), count, 2401);
    }

    private static List<Run> runs() {
        return Stream.concat(ofFewCoordinates(), ofManyCoordinates())
                .flatMap(Series::runs)
                .toList();
    }

    private static Stream<Series> ofFewCoordinates() {
        return Stream.of(
                moons("defaults", 10, 50, 0.05, 1, UnaryOperator.identity()),
                moons("no affine start", 3, 50, 0.05, 1, VerdictStudy::noStart),
                moons("fast map", 2, 50, 0.05, 1, VerdictStudy::fast),
                moons("equal rates", 3, 50, 0.05, 1, VerdictStudy::equalRates),
                moons("few steps", 2, 50, 0.05, 1, VerdictStudy::fewSteps),
                moons("few steps and polish", 2, 50, 0.05, 1, VerdictStudy::polished),
                moons("turned by 110", 2, 110, 0.05, 1, UnaryOperator.identity()),
                moons("turned by 150", 1, 150, 0.05, 1, UnaryOperator.identity()),
                moons("turned by 180", 1, 180, 0.05, 1, UnaryOperator.identity()),
                moons("heavy noise", 3, 50, 0.25, 1, UnaryOperator.identity()),
                moons("other shares", 3, 50, 0.05, 0.3, UnaryOperator.identity()),
                moons("other shares without polish", 2, 50, 0.05, 0.3, aligner -> aligner.setPolishSteps(0)),
                blobs("defaults", 3, 8, 30, 1, UnaryOperator.identity()),
                blobs("defaults", 3, 16, 30, 1, UnaryOperator.identity()),
                blobs("few steps", 2, 8, 30, 1, VerdictStudy::fewSteps),
                blobs("equal rates", 1, 8, 30, 1, VerdictStudy::equalRates),
                blobs("turned by 130", 2, 8, 130, 1, UnaryOperator.identity()),
                blobs("turned by 130", 2, 16, 130, 1, UnaryOperator.identity()),
                blobs("classes missing", 2, 8, 30, 0, UnaryOperator.identity()),
                blobs("classes missing", 2, 16, 30, 0, UnaryOperator.identity()));
    }

    private static Stream<Series> ofManyCoordinates() {
        return Stream.of(
                clusters("defaults", 3, 64, 60, 1, UnaryOperator.identity()),
                clusters("few steps", 1, 64, 60, 1, VerdictStudy::fewSteps),
                clusters("turned by 140", 1, 64, 140, 1, VerdictStudy::brief),
                clusters("brief", 2, 32, 40, 1, VerdictStudy::brief),
                clusters("few steps", 1, 32, 60, 1, VerdictStudy::fewSteps),
                clusters("equal rates", 2, 32, 60, 1, VerdictStudy::equalRates),
                clusters("turned by 140", 1, 32, 140, 1, VerdictStudy::brief),
                clusters("classes missing", 2, 32, 40, 0, VerdictStudy::brief),
                clusters("brief", 1, 128, 40, 1, VerdictStudy::brief),
                clusters("few steps", 1, 128, 60, 1, VerdictStudy::fewSteps),
                clusters("brief", 1, 256, 40, 1, VerdictStudy::brief),
                clusters("few steps", 1, 256, 60, 1, VerdictStudy::fewSteps),
                manyRows("defaults", 1, 64, 60, UnaryOperator.identity()),
                manyRows("defaults", 2, 128, 60, UnaryOperator.identity()),
                manyRows("defaults", 1, 256, 60, UnaryOperator.identity()),
                manyRows("few steps", 1, 128, 60, VerdictStudy::fewSteps),
                manyRows("equal rates", 1, 64, 60, VerdictStudy::equalRates),
                manyRows("turned by 140", 1, 128, 140, VerdictStudy::brief));
    }

    private static LrmfAligner noStart(LrmfAligner aligner) {
        return aligner.setAffineSteps(0);
    }

    private static LrmfAligner fast(LrmfAligner aligner) {
        return aligner.setAffineSteps(0).setTransformRateRatio(0.5);
    }

    private static LrmfAligner equalRates(LrmfAligner aligner) {
        return aligner.setAffineSteps(0).setTransformRateRatio(1).setNoise(0.03);
    }

    private static LrmfAligner fewSteps(LrmfAligner aligner) {
        return aligner.setAffineSteps(0).setSteps(100).setPolishSteps(0);
    }

    private static LrmfAligner polished(LrmfAligner aligner) {
        return aligner.setAffineSteps(0).setSteps(100).setPolishSteps(400);
    }

    private static LrmfAligner brief(LrmfAligner aligner) {
        return aligner.setAffineSteps(500).setSteps(500);
    }

    @Test
    void writesTheTable() throws IOException {
        write(spark, Path.of("target", "verdict-study.csv"), 0, runs().size());
    }

    /** Writes the lines of the runs number {@code from} to {@code to}, excluded. */
    static void write(SparkSession spark, Path file, int from, int to) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file), true)) {
            for (int i = from; i < to; i++) {
                Map<String, String> line = line(spark, runs().get(i));
                if (i == from) {
                    out.println(String.join(",", line.keySet()));
                }
                out.println(String.join(",", line.values()));
                System.err.println("run " + (i + 1) + " of " + runs().size() + " " + line);
            }
        }
    }

    private static Map<String, String> line(SparkSession spark, Run run) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("run", run.name);
        line.put("kind", run.kind.name().toLowerCase(Locale.ROOT));
        line.put("dimension", "" + run.dimension);
        line.put("seed", "" + run.seed);
        Comparison comparison = comparison(spark, run);
        line.put("judged", "" + Math.round(comparison.rowsPerCoordinate() * run.dimension));
        line.put("unseen", "" + comparison.unseen());
        for (Column column : Column.values()) {
            comparison
                    .of(column)
                    .values()
                    .forEach((name, estimate) -> line.put(
                            column.label() + "." + name, String.format(Locale.ROOT, "%.4f", estimate.value())));
        }
        return line;
    }

    /** As the job does it: on held-out rows if there are a thousand of either set, and else on all. */
    private static Comparison comparison(SparkSession spark, Run run) {
        FeatureSet source = scan("the source", spark, run.source());
        FeatureSet target = scan("the target", spark, run.target());
        LrmfAligner aligner = new LrmfAligner()
                .setFeaturesCol("embedding")
                .setSeed(run.seed)
                .setHeldOutFraction(HELD_OUT)
                .setWorkers(1)
                .setAveragingFrequency(100)
                .setBoundEnabled(false);
        LrmfAlignerModel model = run.recipe.apply(aligner).fit(source.rows(), target.rows());
        EvaluationRows judged = EvaluationRows.of(source, target, HELD_OUT, JUDGED);
        Samples samples = Samples.draw(source, target, "label", judged.source(), judged.target(), run.seed);
        LrmfAlignerModel.Mapped mapped = model.mapWithLogDet(samples.source().rows());
        AlignedSamples before = AlignedSamples.unaligned(samples.source(), samples.target())
                .withMoments(
                        Moments.of(run.source().rows()), Moments.of(run.target().rows()));
        AlignedSamples after = AlignedSamples.of(samples.source(), mapped.rows(), samples.target())
                .withReturned(model.inverse().map(mapped.rows()))
                .withLogDet(mapped.logDet())
                .withMoments(Moments.of(model.map(run.source().rows())), before.targetMoments());
        return Comparison.of(
                Evaluation.standard(run.seed),
                before,
                after,
                FloorDraws.of(samples.moreOfTarget(), before, run.seed),
                judged.heldOut());
    }

    private static FeatureSet scan(String name, SparkSession spark, Sample sample) {
        return FeatureSet.scan(name, EmbeddingTable.of(spark, sample, "embedding"), "embedding", InvalidRows.ERROR);
    }
}
