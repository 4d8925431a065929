package io.github.lrmfspark.job;

import io.github.lrmfspark.data.InvalidInputException;
import io.github.lrmfspark.data.ParquetSink;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** What becomes of outputs that are there already. */
final class OutputOptions {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "error",
            description = "What becomes of an output that is there already: error refuses it before any work, overwrite"
                    + " replaces it (default: ${DEFAULT-VALUE}).")
    private Mode mode;

    private enum Mode {
        ERROR,
        OVERWRITE
    }

    /**
     * Checks an output, which has to be done before any work.
     *
     * @throws InvalidInputException if it may not be written
     */
    ParquetSink checked(SparkSession spark, String path, String... inputs) {
        ParquetSink sink = ParquetSink.of(spark, path, saveMode());
        sink.checkWritable(List.of(inputs));
        return sink;
    }

    SaveMode saveMode() {
        return mode == Mode.OVERWRITE ? SaveMode.Overwrite : SaveMode.ErrorIfExists;
    }
}
