package io.github.lrmfspark.ml;

import io.github.lrmfspark.parquet.ParquetSink;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Private densities on disk: a Parquet row for every fit, see {@link ParameterRows}; complete or absent. */
final class PrivateModelFiles {
    private static final String ADVICE = "Name another directory to have them fitted again";

    private final SparkSession spark;
    private final String path;

    PrivateModelFiles(SparkSession spark, String path) {
        this.spark = spark;
        this.path = path;
    }

    boolean exist() {
        return ParquetSource.exists(spark, path);
    }

    /** Saves the parameters [P] of every fit, in their order. */
    void write(PrivateSpec spec, List<float[]> fits) {
        List<Row> rows = new ArrayList<>();
        for (float[] fit : fits) {
            rows.add(ParameterRows.of("", spec.withFold(rows.size()), fit));
        }
        ParquetSink.of(spark, path, SaveMode.ErrorIfExists)
                .write(spark.createDataFrame(rows, ParameterRows.SCHEMA).coalesce(1));
    }

    /**
     * The parameters [P] of every fit, in the order of their folds.
     *
     * @throws InvalidInputException if they are damaged, or were fitted on something else or otherwise than {@code expected}
     */
    List<float[]> read(PrivateSpec expected) {
        List<ParameterRows.Trained<PrivateSpec>> saved = readAny();
        List<String> differences = saved.stream()
                .flatMap(fit -> expected.withFold(fit.spec().fold()).differences(fit.spec()).stream())
                .distinct()
                .toList();
        if (!differences.isEmpty()) {
            throw new InvalidInputException("Expected private models of these sets and this configuration at '" + path
                    + "'; found others: " + String.join("; ", differences) + ". " + ADVICE);
        }
        for (int fold = 0; fold < expected.folds(); fold++) {
            if (saved.size() != expected.folds() || saved.get(fold).spec().fold() != fold) {
                throw damaged(
                        new DamagedModelException("it has not one fit for each of " + expected.folds() + " folds"));
            }
        }
        return saved.stream().map(ParameterRows.Trained::parameters).toList();
    }

    private List<ParameterRows.Trained<PrivateSpec>> readAny() {
        SavedFiles files = new SavedFiles(spark.sparkContext().hadoopConfiguration());
        try {
            return files.rows(files.onlyFile(new Path(path))).stream()
                    .map(row -> ParameterRows.read(
                            row, "", PrivateSpec.class, fit -> fit.aligner().privateParameters()))
                    .sorted(Comparator.comparingInt(fit -> fit.spec().fold()))
                    .toList();
        } catch (DamagedModelException e) {
            throw damaged(e);
        }
    }

    private InvalidInputException damaged(DamagedModelException why) {
        return new InvalidInputException(
                "Expected saved private models at '" + path + "'; found none that can be read: " + why.getMessage()
                        + ". " + ADVICE + ", or copy these again as a whole",
                why);
    }
}
