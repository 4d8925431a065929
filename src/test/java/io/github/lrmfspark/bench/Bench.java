package io.github.lrmfspark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Compares and writes a table and {@code bench.json}. Arguments: the Python to run, the folder of its BLAS, the script,
 * the file to write, rounds, and a part of the names of what is to be compared, or nothing for all. */
final class Bench {
    private static final double SECONDS = 4;
    private static final double SECONDS_OF_ROUNDS = 15;
    private static final int STEPS_A_ROUND = 10;
    private static final double ROUND_BAR = 1 / 1.10;
    private static final double SCALING_BAR = 1.9;
    private static final List<StepSize> SIZES =
            List.of(new StepSize(32, 6, 128, 256), new StepSize(256, 8, 512, 256), new StepSize(768, 8, 1024, 512));

    private final int rounds;
    private final String part;
    private final List<Comparison> comparisons = new ArrayList<>();

    private Bench(int rounds, String part) {
        this.rounds = rounds;
        this.part = part;
    }

    /** Makes the comparison of a name. */
    private interface Candidate {
        Comparison compared(String name);
    }

    public static void main(String[] arguments) throws IOException {
        TorchStep.Python python = new TorchStep.Python(arguments[0], arguments[1], Path.of(arguments[2]));
        Bench bench = new Bench(Integer.parseInt(arguments[4]), arguments[5]);
        bench.all(python);
        Path json = Path.of(arguments[3]);
        Files.createDirectories(json.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), bench.comparisons);
    }

    private void all(TorchStep.Python python) {
        System.out.printf(
                "%-62s %10s %7s %9s %10s %7s %9s %6s %6s %6s%n",
                "", "ours /s", "spread", "CPU ms", "other /s", "spread", "CPU ms", "bar", "ratio", "CPU");
        for (StepSize size : SIZES) {
            compare("step, " + size + ", 1 thread", name -> step(name, python, size, 1));
            compare("step, " + size + ", 2 threads", name -> step(name, python, size, 2));
        }
        threads(1);
        try (JavaSparkContext spark = spark()) {
            for (StepSize size : SIZES) {
                compare("round, " + size, name -> round(name, spark, size));
                compare("2 workers, " + size, name -> scaling(name, spark, size));
            }
        }
    }

    private void compare(String name, Candidate candidate) {
        if (name.contains(part)) {
            Comparison comparison = candidate.compared(name);
            comparisons.add(comparison);
            print(comparison);
        }
    }

    private Comparison step(String name, TorchStep.Python python, StepSize size, int threads) {
        try (TorchStep torch = new TorchStep(python, size, threads)) {
            TrainingStep ours = new TrainingStep(size);
            threads(threads);
            if (ours.parameters() != torch.parameters()) {
                throw new IllegalStateException("Expected models of one size; found " + ours.parameters()
                        + " parameters here and " + torch.parameters() + " there");
            }
            return Comparison.of(name, Side.of(ours), torch, size.batch(), 1, SECONDS, rounds);
        }
    }

    /** Rounds of one worker of Spark beside as many steps without it. */
    private Comparison round(String name, JavaSparkContext spark, StepSize size) {
        return Comparison.of(
                name,
                TrainingRounds.spark(spark, size, 1, STEPS_A_ROUND),
                TrainingRounds.local(size, STEPS_A_ROUND),
                size.batch(),
                ROUND_BAR,
                SECONDS_OF_ROUNDS,
                rounds);
    }

    /** Rounds of two workers beside those of one. */
    private Comparison scaling(String name, JavaSparkContext spark, StepSize size) {
        return Comparison.of(
                name,
                TrainingRounds.spark(spark, size, 2, STEPS_A_ROUND),
                TrainingRounds.spark(spark, size, 1, STEPS_A_ROUND),
                size.batch(),
                SCALING_BAR,
                SECONDS_OF_ROUNDS,
                rounds);
    }

    private static JavaSparkContext spark() {
        return new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("bench")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.driver.host", "127.0.0.1"));
    }

    private static void threads(int threads) {
        openblas_nolapack.blas_set_num_threads(threads);
        Nd4j.getBackend(); // loads what the holder holds
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    private static void print(Comparison c) {
        System.out.printf(
                Locale.ROOT,
                "%-62s %10.0f %6.1f%% %9.2f %10.0f %6.1f%% %9.2f %6.2f %6.2f %6.2f%n",
                c.name(),
                c.ours(),
                100 * c.oursSpread(),
                c.oursCpuMillis(),
                c.other(),
                100 * c.otherSpread(),
                c.otherCpuMillis(),
                c.bar(),
                c.ratio(),
                c.cpuRatio());
    }
}
