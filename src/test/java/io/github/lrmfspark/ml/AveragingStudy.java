package io.github.lrmfspark.ml;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.EmbeddingTable;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.experiment.DigitCodes;
import io.github.lrmfspark.objective.LossEstimate;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What averaging costs in loss: the held-out loss of one worker and, for the same number of pairs, of two that are averaged
 * more or less often, learn at twice the rate, or take half as many pairs at a time and as many steps as the one.
 * {@code mvn -Pstudy test -Dtest=AveragingStudy} writes {@code target/averaging-*.csv}, in about an hour.
 */
@SparkTest
@Tag("study")
class AveragingStudy {
    private static final int SEEDS = 5;
    private static final double RATE = 3e-3;
    private static final int BATCH = 256;
    private static final Averaging ALONE = new Averaging(1, 100, 1, BATCH);
    private static final List<Averaging> TOGETHER = List.of(
            new Averaging(2, 10, 1, BATCH),
            new Averaging(2, 25, 1, BATCH),
            new Averaging(2, 50, 1, BATCH),
            new Averaging(2, 250, 1, BATCH),
            new Averaging(2, 10, 2, BATCH),
            new Averaging(2, 10, 1, BATCH / 2),
            new Averaging(2, 50, 1, BATCH / 2));

    private final SparkSession spark;

    AveragingStudy(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * How many workers there are, after how many steps of each they are averaged, how many times the usual rate they learn
     * at, and how many pairs each takes at a time.
     */
    private record Averaging(int workers, int frequency, double rate, int batch) {
        /** The steps of each worker in place of those of one alone. */
        int steps(int alone) {
            return alone * BATCH / (workers * batch);
        }
    }

    /** Two sets, and how an aligner of one worker is set for them. */
    private record Pair(Dataset<Row> source, Dataset<Row> target, int affineSteps, int steps, LrmfAligner aligner) {
        LossEstimate heldOutLoss(Averaging averaging, int seed) {
            return aligner.setAffineSteps(averaging.steps(affineSteps))
                    .setSteps(averaging.steps(steps))
                    .setBatchSize(averaging.batch)
                    .setLearningRate(RATE * averaging.rate)
                    .setWorkers(averaging.workers)
                    .setAveragingFrequency(averaging.frequency)
                    .setSeed(seed)
                    .fit(source, target)
                    .summary()
                    .heldOutLoss();
        }
    }

    /** By the recipe, without the polish, which lowers something else. */
    @Test
    void moons() throws IOException {
        SyntheticDomains moons = new SyntheticDomains(SyntheticDomains.Kind.MOONS, 1_000, 2, 50, 0.05, 1);
        write("moons", new Pair(table(moons.source()), table(moons.target()), 1000, 2000, aligner()));
    }

    /** By half of the recipe's couplings and a third of its steps. */
    @Test
    void digits() throws IOException {
        Dataset<Row> source = table(DigitCodes.read("usps-train"));
        Dataset<Row> target = table(DigitCodes.read("mnist-train"));
        write("digits", new Pair(source, target, 500, 1500, aligner().setCouplings(6)));
    }

    private static LrmfAligner aligner() {
        return new LrmfAligner().setFeaturesCol("embedding").setPolishSteps(0).setBoundEnabled(false);
    }

    private Dataset<Row> table(Sample sample) {
        return EmbeddingTable.of(spark, sample, "embedding").cache();
    }

    private static void write(String name, Pair pair) throws IOException {
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(Path.of("target", "averaging-" + name + ".csv")), true)) {
            out.println("seed,workers,frequency,rate,batch,loss,standardError,overAlone,seconds");
            for (int seed = 1; seed <= SEEDS; seed++) {
                LossEstimate alone = line(out, pair, seed, ALONE, null);
                for (Averaging averaging : TOGETHER) {
                    line(out, pair, seed, averaging, alone);
                }
            }
        }
    }

    private static LossEstimate line(
            PrintWriter out, Pair pair, int seed, Averaging averaging, @Nullable LossEstimate alone) {
        long start = System.nanoTime();
        LossEstimate loss = pair.heldOutLoss(averaging, seed);
        out.printf(
                Locale.ROOT,
                "%d,%d,%d,%.0f,%d,%.5f,%.5f,%.5f,%.1f%n",
                seed,
                averaging.workers,
                averaging.frequency,
                averaging.rate,
                averaging.batch,
                loss.mean("total"),
                loss.standardError("total"),
                alone == null ? 0 : loss.mean("total") / alone.mean("total") - 1,
                (System.nanoTime() - start) / 1e9);
        return loss;
    }
}
