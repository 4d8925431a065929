package io.github.lrmfspark.job;

import io.github.lrmfspark.data.ParquetSource;
import io.github.lrmfspark.ml.LrmfAligner;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the private models of the bound are kept: an input where they are there already, else an output. */
final class PrivateModelOptions {
    @Option(
            names = "--private-models",
            paramLabel = "DIR",
            description =
                    "Where the densities of either set alone are kept: those that are there are used, else they are"
                            + " fitted and saved (default: fitted and not saved).")
    private @Nullable String directory;

    /** Checks the outputs of a command, with these models among its inputs or its outputs. */
    void check(SparkSession spark, OutputOptions options, List<String> outputs, List<String> inputs) {
        boolean saved = directory != null && ParquetSource.exists(spark, directory);
        options.check(spark, saved ? outputs : and(outputs), saved ? and(inputs) : inputs);
    }

    private List<String> and(List<String> paths) {
        return Stream.concat(paths.stream(), Stream.ofNullable(directory)).toList();
    }

    LrmfAligner setOn(LrmfAligner aligner) {
        return directory == null ? aligner : aligner.setPrivateModels(directory);
    }
}
