package io.github.lrmfspark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.train.RoundSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Compares and writes a table and {@code bench.json}. Arguments: the Python to run, the folder of its BLAS, the script,
 * the folder to write in, rounds, and a part of the names of what is to be compared, or nothing for all. */
final class Bench {
    private static final double SECONDS = 4;
    private static final double SECONDS_OF_ROUNDS = 15;
    private static final double SECONDS_OF_COMPILING = 45;
    private static final int STEPS_A_ROUND = 10;
    private static final double ROUND_BAR = 1 / 1.10;
    private static final double SCALING_BAR = 1.9;
    private static final double READING_BAR = 0.7;
    private static final double MAPPING_BAR = 0.9;
    private static final double COPYING_BAR = 0.8;
    private static final long ROWS = 2_000_000;
    private static final StepSize MAPPED = new StepSize(64, 8, 128, 4096);
    private static final StepSize SMALL = new StepSize(2, 2, 8, 16);
    private static final List<StepSize> SIZES =
            List.of(new StepSize(32, 6, 128, 256), new StepSize(256, 8, 512, 256), new StepSize(768, 8, 1024, 512));

    private final Path directory;
    private final int rounds;
    private final String part;
    private final List<Comparison> comparisons = new ArrayList<>();
    private boolean compiled;

    private Bench(Path directory, int rounds, String part) {
        this.directory = directory;
        this.rounds = rounds;
        this.part = part;
    }

    /** Makes the comparison of a name. */
    private interface Candidate {
        Comparison compared(String name);
    }

    public static void main(String[] arguments) throws IOException {
        Torch.Python python = new Torch.Python(arguments[0], arguments[1], Path.of(arguments[2]));
        Path directory = Files.createDirectories(Path.of(arguments[3]));
        Bench bench = new Bench(directory, Integer.parseInt(arguments[4]), arguments[5]);
        bench.all(python);
    }

    private void all(Torch.Python python) {
        System.out.println(BenchTable.HEADER);
        for (StepSize size : SIZES) {
            compare("step, " + size + ", 1 thread", name -> step(name, python, size, 1));
            compare("step, " + size + ", 2 threads", name -> step(name, python, size, 2));
        }
        threads(1);
        try (SparkSession session = session()) {
            JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
            for (StepSize size : SIZES) {
                compare("round, " + size, name -> round(name, spark, size));
                compare("2 workers, " + size, name -> scaling(name, spark, size));
            }
            sets(python, new Sets(session, directory.resolve("sets").toString(), MAPPED, ROWS));
        }
    }

    /** Two tasks of Spark with a thread each beside as many, or two threads of PyTorch. */
    private void sets(Torch.Python python, Sets sets) {
        compare("reading, checked", name -> sets(name, sets.checked(), sets.dropped(), READING_BAR));
        compare("reading, packed", name -> sets(name, sets.packed(), sets.dropped(), READING_BAR));
        compare("mapping, affine", name -> sets(name, sets.mapped(Kind.AFFINE), sets.copied(), COPYING_BAR));
        compare("mapping, D 64, 8 couplings of 128", name -> mapping(name, python, sets));
    }

    private Comparison sets(String name, Side ours, Side other, double bar) {
        return Comparison.of(name, ours, other, bar, SECONDS_OF_ROUNDS, rounds);
    }

    /** From Parquet to Parquet, beside PyTorch's mapping of one batch in memory. */
    private Comparison mapping(String name, Torch.Python python, Sets sets) {
        try (Torch torch = Torch.map(python, MAPPED, 2)) {
            SameModel.requireSize(MAPPED.transformParameters(), torch);
            return sets(name, sets.mapped(Kind.REAL_NVP), torch, MAPPING_BAR);
        }
    }

    private void compare(String name, Candidate candidate) {
        if (name.contains(part)) {
            Comparison comparison = candidate.compared(name);
            comparisons.add(comparison);
            System.out.println(BenchTable.line(comparison));
            write();
        }
    }

    /** All comparisons so far, for the next one may not find a quiet machine. */
    private void write() {
        try {
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(directory.resolve("bench.json").toFile(), comparisons);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Comparison step(String name, Torch.Python python, StepSize size, int threads) {
        try (Torch torch = Torch.train(python, size, threads)) {
            TrainingStep ours = new TrainingStep(size);
            threads(threads);
            SameModel.requireSize(ours.parameters(), torch);
            SameModel.requireStep(ours, torch, directory.resolve("numbers.bin"));
            return Comparison.of(name, Side.of(ours, size.batch()), torch, 1, SECONDS, rounds);
        }
    }

    /** Small rounds, once, until what Spark does in every one is compiled; those of a comparison are too few for that. */
    private void compile(JavaSparkContext spark) {
        if (!compiled) {
            try (TrainingRounds small = TrainingRounds.spark(spark, SMALL, 2, STEPS_A_ROUND)) {
                small.run(SECONDS_OF_COMPILING);
            }
            compiled = true;
        }
    }

    /** Rounds of one worker of Spark beside as many steps without it. */
    private Comparison round(String name, JavaSparkContext spark, StepSize size) {
        compile(spark);
        try (TrainingRounds ours = TrainingRounds.spark(spark, size, 1, STEPS_A_ROUND);
                TrainingRounds steps = TrainingRounds.local(size, STEPS_A_ROUND)) {
            return Comparison.of(name, ours, steps, ROUND_BAR, SECONDS_OF_ROUNDS, rounds);
        }
    }

    /** Rounds of two workers beside those of one. */
    private Comparison scaling(String name, JavaSparkContext spark, StepSize size) {
        compile(spark);
        try (TrainingRounds ours = TrainingRounds.spark(spark, size, 2, STEPS_A_ROUND);
                TrainingRounds one = TrainingRounds.spark(spark, size, 1, STEPS_A_ROUND)) {
            return Comparison.of(name, ours, one, SCALING_BAR, SECONDS_OF_ROUNDS, rounds);
        }
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .config(RoundSettings.addTo(new SparkConf().setMaster("local[2]")))
                .appName("bench")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }

    private static void threads(int threads) {
        openblas_nolapack.blas_set_num_threads(threads);
        Nd4j.getBackend(); // loads what the holder holds
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
}
