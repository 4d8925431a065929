package io.github.lrmfspark.job;

import io.github.lrmfspark.data.ParquetSource;
import io.github.lrmfspark.ml.LrmfAligner;
import java.util.List;
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

    List<String> inputs(SparkSession spark) {
        return directory != null && ParquetSource.exists(spark, directory) ? List.of(directory) : List.of();
    }

    List<String> outputs(SparkSession spark) {
        return directory != null && !ParquetSource.exists(spark, directory) ? List.of(directory) : List.of();
    }

    LrmfAligner setOn(LrmfAligner aligner) {
        return directory == null ? aligner : aligner.setPrivateModels(directory);
    }
}
