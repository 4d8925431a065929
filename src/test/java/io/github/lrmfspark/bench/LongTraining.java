package io.github.lrmfspark.bench;

import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.train.FitContext;
import io.github.lrmfspark.train.Initialisation;
import io.github.lrmfspark.train.ParameterAveragingTrainer;
import io.github.lrmfspark.train.PlainTraining;
import io.github.lrmfspark.train.Progress;
import io.github.lrmfspark.train.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains for 10,000 steps in rounds of Spark and prints what the process has in memory on the way, a line "STEP KIBIBYTES" at every thousandth. */
final class LongTraining implements ProgressListener {
    private static final int EVERY = 1_000;
    private static final int STEPS = 10 * EVERY;
    private static final StepSize SIZE = new StepSize(8, 4, 32, 64);

    private LongTraining() {}

    public static void main(String[] none) {
        SparkConf conf = new SparkConf()
                .setMaster("local[1]")
                .setAppName("long training")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            DomainRows rows = SIZE.rows();
            Objective objective = SIZE.objective();
            new ParameterAveragingTrainer(
                            spark,
                            spark.parallelize(List.of(rows), 1).cache(),
                            objective,
                            rows.first(1),
                            FitContext.of(new LongTraining()).training("training"))
                    .train(
                            objective,
                            Initialisation.of(objective, rows, 1),
                            PlainTraining.of(STEPS, SIZE.batch(), 1e-3)
                                    .with(TRAINING_AVERAGING_FREQUENCY, 10)
                                    .training());
        }
    }

    @Override
    public void progress(Progress progress) {
        if (progress.step() % EVERY == 0) {
            System.gc();
            System.out.println(progress.step() + " " + resident());
        }
    }

    @Override
    public void dropped(int round) {
        throw new IllegalStateException("Expected finite numbers; found none after round " + round);
    }

    private static long resident() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
