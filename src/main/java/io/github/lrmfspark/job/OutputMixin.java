package io.github.lrmfspark.job;

import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.parquet.ParquetSink;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.storage.Mark;
import io.github.lrmfspark.storage.Marks;
import io.github.lrmfspark.storage.OutputLock;
import io.github.lrmfspark.storage.RunPlan;
import io.github.lrmfspark.storage.StagedOutput;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes outputs, and knows what becomes of those that are there already. */
final class OutputMixin {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "error",
            description = "What becomes of an output that is there already: error refuses it before any work, overwrite"
                    + " replaces it.")
    private Mode mode;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final List<OutputLock> locks = new CopyOnWriteArrayList<>();
    private final List<String> written = new CopyOnWriteArrayList<>();

    private enum Mode {
        ERROR,
        OVERWRITE;

        SaveMode saving() {
            return this == OVERWRITE ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
        }
    }

    /** A plan without any paths yet. */
    RunPlan plan(SparkSession spark) {
        return new RunPlan(spark.sparkContext().hadoopConfiguration(), mode.saving());
    }

    /**
     * Checks a plan, locks its outputs and tries whether they can be written, which has to be done before any work.
     *
     * @throws InvalidInputException if one may not or cannot be written, is written by another run, or lies within another or an
     *     input
     */
    void begin(RunPlan plan, SparkSession spark) {
        plan.check();
        locks.addAll(plan.lock(holder(spark), command.commandLine().getErr()::println));
        plan.rehearse(
                spark.sparkContext().isLocal() ? Optional.empty() : Optional.of(path -> writeOneRow(spark, path)));
    }

    /** Where tasks run in other processes, these have to reach what the driver does. */
    private static void writeOneRow(SparkSession spark, String path) {
        spark.range(1).write().parquet(path);
        if (ParquetSource.at(spark, path).rows(List.of()).count() != 1) {
            throw new InvalidInputException(
                    "Expected what executors write to be where the driver reads; found none of it in '" + path
                            + "'. Choose a path on a file system that they share");
        }
    }

    /** Gives the locks of the outputs back. */
    void release() {
        OutputLock.giveBack(locks);
        locks.clear();
    }

    /** The outputs that are whole and in their places. */
    List<String> written() {
        return List.copyOf(written);
    }

    private static String holder(SparkSession spark) {
        return "application " + spark.sparkContext().applicationId() + ", process "
                + ManagementFactory.getRuntimeMXBean().getName() + ", since " + Instant.now();
    }

    void write(SparkSession spark, Dataset<Row> rows, String path) {
        ParquetSink.of(spark, path, mode.saving()).write(rows);
        written.add(path);
    }

    void save(SparkSession spark, LrmfAlignerModel model, String path) {
        write(
                spark,
                path,
                Marks.MODEL,
                directory -> model.write().session(spark).save(directory));
    }

    /**
     * Writes a directory as a whole.
     *
     * @param mark of what it may replace
     */
    void write(SparkSession spark, String path, Mark mark, StagedOutput.Writer writer) {
        StagedOutput.at(spark.sparkContext().hadoopConfiguration(), path, mark, mode.saving())
                .write(writer);
        written.add(path);
    }
}
