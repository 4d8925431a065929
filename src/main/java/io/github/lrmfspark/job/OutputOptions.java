package io.github.lrmfspark.job;

import io.github.lrmfspark.data.InvalidInputException;
import io.github.lrmfspark.data.OutputLock;
import io.github.lrmfspark.data.ParquetSink;
import io.github.lrmfspark.data.StagedOutput;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Writes outputs, and knows what becomes of those that are there already. */
final class OutputOptions {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "error",
            description = "What becomes of an output that is there already: error refuses it before any work, overwrite"
                    + " replaces it.")
    private Mode mode;

    private final List<OutputLock> locks = new ArrayList<>();

    private enum Mode {
        ERROR,
        OVERWRITE;

        SaveMode saving() {
            return this == OVERWRITE ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
        }
    }

    /**
     * Checks all outputs and locks them, which has to be done before any work.
     *
     * @throws InvalidInputException if one may not be written, is written by another run, or lies within another or an input
     */
    void check(SparkSession spark, List<String> outputs, List<String> inputs) {
        for (int i = 0; i < outputs.size(); i++) {
            List<String> others = new ArrayList<>(inputs);
            others.addAll(outputs.subList(0, i));
            sink(spark, outputs.get(i)).checkWritable(others);
        }
        for (String output : outputs) {
            locks.add(OutputLock.take(spark.sparkContext().hadoopConfiguration(), output, holder(spark)));
        }
    }

    /** Gives the locks of the outputs back. */
    void release() {
        locks.forEach(OutputLock::close);
        locks.clear();
    }

    private static String holder(SparkSession spark) {
        return "application " + spark.sparkContext().applicationId() + ", process "
                + ManagementFactory.getRuntimeMXBean().getName() + ", since " + Instant.now();
    }

    void write(Dataset<Row> rows, String path) {
        sink(rows.sparkSession(), path).write(rows);
    }

    void save(LrmfAlignerModel model, String path) {
        write(path, directory -> model.write().save(directory));
    }

    /** Writes a directory as a whole. */
    void write(String path, StagedOutput.Writer writer) {
        StagedOutput.at(SparkSession.active().sparkContext().hadoopConfiguration(), path, mode.saving())
                .write(writer);
    }

    private ParquetSink sink(SparkSession spark, String path) {
        return ParquetSink.of(spark, path, mode.saving());
    }
}
