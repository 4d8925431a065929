package io.github.lrmfspark.real;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.EmbeddingTable;
import io.github.lrmfspark.data.EvaluationRows;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.ClusterAgreement;
import io.github.lrmfspark.evaluation.Comparison;
import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.evaluation.DomainClassifier;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.Figure;
import io.github.lrmfspark.evaluation.FloorDraws;
import io.github.lrmfspark.evaluation.LabelAccuracy;
import io.github.lrmfspark.evaluation.Metric;
import io.github.lrmfspark.evaluation.NeighbourOverlap;
import io.github.lrmfspark.evaluation.SlicedWasserstein2;
import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.real.LinearMaps.Pairs;
import io.github.lrmfspark.real.VerdictRuns.Run;
import io.github.lrmfspark.real.VerdictRuns.Sources;
import io.github.lrmfspark.statistics.Estimate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures that the verdict looks at, of {@link VerdictRuns}: {@code mvn -Pstudy test -Dtest=VerdictStudy} writes the table anew to
 * {@code target/verdict-study.csv}. The one that is kept is a resource of {@link VerdictStudyTest}. It takes hours, and reads the
 * encoded texts of {@code jobs/real.sh} in {@code LRMF_REAL_SETS} and the codes of digits in {@code LRMF_DIGITS}.
 */
@SparkTest
@Tag("study")
class VerdictStudy {
    private static final List<String> LOOKED_AT = List.of(
            DomainClassifier.AUC.name(),
            SlicedWasserstein2.FIGURE.name(),
            NeighbourOverlap.FIGURE.name(),
            ClusterAgreement.FIGURE.name(),
            LabelAccuracy.FIGURE.name());
    private static final double HELD_OUT = 0.1;
    private static final int JUDGED = 5_000;
    private static final int ROWS = 12_000;

    private final SparkSession spark;

    VerdictStudy(SparkSession spark) {
        this.spark = spark;
    }

    @Test
    void writesTheTable() throws IOException {
        write(
                spark,
                Path.of("target", "verdict-study.csv"),
                0,
                VerdictRuns.all().size());
    }

    /** Writes the lines of the runs number {@code from} to {@code to}, excluded. */
    static void write(SparkSession spark, Path file, int from, int to) throws IOException {
        Draw draw = new Draw(
                Path.of(System.getenv("LRMF_REAL_SETS")), Path.of(System.getenv("LRMF_DIGITS")), "noun", ROWS, 1);
        Sources sources = new Sources(spark, draw);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file), true)) {
            for (int i = from; i < to; i++) {
                Map<String, String> line = line(sources, VerdictRuns.all().get(i));
                if (i == from) {
                    out.println(String.join(",", line.keySet()));
                }
                out.println(String.join(",", line.values()));
                System.err.println("run " + (i + 1) + " of " + to + " " + line);
            }
        }
    }

    private static Map<String, String> line(Sources sources, Run run) {
        RealSet set = run.make(sources);
        Map<String, String> line = new LinkedHashMap<>();
        line.put("run", run.way());
        line.put("set", run.set());
        line.put("seed", "" + run.seed());
        line.put("dimension", "" + set.source().rows().dimension());
        fill(line, sources.spark(), run, set);
        return line;
    }

    /** As the job does it: on held-out rows if there are a thousand of either set, and else on all. */
    private static void fill(Map<String, String> line, SparkSession spark, Run run, RealSet set) {
        FeatureSet source = scan("the source", spark, set.source());
        FeatureSet target = scan("the target", spark, set.target());
        LrmfAligner aligner = new LrmfAligner()
                .setFeaturesCol("embedding")
                .setSeed(run.seed())
                .setHeldOutFraction(HELD_OUT)
                .setWorkers(1)
                .setBoundEnabled(false);
        LrmfAlignerModel model = run.recipe().apply(aligner).fit(source.rows(), target.rows());
        EvaluationRows judged = EvaluationRows.of(source, target, HELD_OUT, JUDGED);
        Samples samples = Samples.draw(source, target, "label", judged.source(), judged.target(), run.seed());
        AlignedSamples before = AlignedSamples.unaligned(samples.source(), samples.target())
                .withMoments(
                        Moments.of(set.source().rows()), Moments.of(set.target().rows()));
        AlignedSamples after = AlignedSamples.of(
                        samples.source(), model.map(samples.source().rows()), samples.target())
                .withMoments(Moments.of(model.map(set.source().rows())), before.targetMoments());
        Comparison comparison = Comparison.of(
                metrics(run.seed()),
                before,
                after,
                FloorDraws.of(samples.moreOfTarget(), before, run.seed()),
                judged.heldOut(),
                run.seed());
        line.put("rowsPerCoordinate", number(comparison.rowsPerCoordinate()));
        line.put("unseen", "" + comparison.unseen());
        line.put("disputed", "" + comparison.disputed());
        line.put("attainable", number(attainable(set, samples)));
        for (Column column : Column.values()) {
            Evaluation figures = comparison.of(column);
            LOOKED_AT.forEach(name -> put(
                    line,
                    column.label() + "." + name,
                    figures.has(name) ? figures.get(name) : unmeasured(column, name)));
        }
    }

    private static void put(Map<String, String> line, String name, Estimate estimate) {
        line.put(name, number(estimate.value()));
        if (name.endsWith(DomainClassifier.AUC.name())) {
            line.put(name + ".high", number(estimate.high()));
        }
    }

    /** Where no label is in both sets, no row lies by its own, and those of one set all do. */
    private static Estimate unmeasured(Column column, String name) {
        double labels = column == Column.FLOOR ? 1 : 0;
        return Estimate.exact(name.equals(LabelAccuracy.FIGURE.name()) ? labels : Double.NaN);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Those of the report that the verdict looks at. */
    private static List<Metric> metrics(long seed) {
        return Evaluation.standard(seed).stream()
                .filter(metric -> metric.figures().stream().map(Figure::name).anyMatch(LOOKED_AT::contains))
                .toList();
    }

    /** The label accuracy of the turn that is nearest to all true pairs; NaN where there are none. */
    private static double attainable(RealSet set, Samples samples) {
        if (set.truth() == null) {
            return Double.NaN;
        }
        AlignedSamples turned = AlignedSamples.of(
                samples.source(),
                LinearMaps.procrustes(new Pairs(set.source().rows(), set.truth()))
                        .apply(samples.source().rows()),
                samples.target());
        Evaluation labels = Evaluation.of(List.of(new LabelAccuracy(1)), turned);
        return labels.has(LabelAccuracy.FIGURE.name())
                ? labels.get(LabelAccuracy.FIGURE.name()).value()
                : Double.NaN;
    }

    private static FeatureSet scan(String name, SparkSession spark, Sample sample) {
        return FeatureSet.scan(name, EmbeddingTable.of(spark, sample, "embedding"), "embedding", InvalidRows.ERROR);
    }
}
