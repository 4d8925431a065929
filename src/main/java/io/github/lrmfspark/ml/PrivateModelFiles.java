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

/**
 * Private densities on disk: one Parquet file in a directory, with a row for each of the K fits, see {@link
 * ParameterRows}. They are written when all K are fitted, and are there as a whole or not at all.
 *
 * <p>A row has the columns
 *
 * <pre>
 *   format      int      {@value ParameterRows#FORMAT}
 *   spec        string   {@link PrivateSpec} as JSON, with the fold that was left out
 *   parameters  binary   α and then β, each of the size of p, float32 little-endian
 *   checksum    bigint   CRC-32C of format, spec and parameters, with an empty metadata
 * </pre>
 *
 * <p>They save the K fits of a later run on the same sets. No other run may use them: a c of other rows, another family
 * or another split would be no bound of its loss. Hence a difference is refused instead of fitted over.
 *
 * <p>Lives on the driver. Writing is a Spark job of one task; reading is none.
 */
final class PrivateModelFiles {
    private static final String ADVICE = "Name another directory to have them fitted again";

    private final SparkSession spark;
    private final String path;

    /**
     * Private models at a path, whether they are there or not.
     *
     * @param spark gives the file system's configuration
     * @param path of the directory
     */
    PrivateModelFiles(SparkSession spark, String path) {
        this.spark = spark;
        this.path = path;
    }

    /**
     * {@return whether something is at the path, whole or not}
     *
     * @throws java.io.UncheckedIOException if the file system cannot be asked
     */
    boolean exist() {
        return ParquetSource.exists(spark, path);
    }

    /**
     * Saves every fit; nothing may be at the path yet.
     *
     * @param spec what they were fitted on; its fold does not matter
     * @param fits the parameters [P] of each, by the fold that it left out, from 0
     */
    void write(PrivateSpec spec, List<float[]> fits) {
        List<Row> rows = new ArrayList<>();
        for (float[] fit : fits) {
            rows.add(ParameterRows.of("", spec.withFold(rows.size()), fit));
        }
        ParquetSink.of(spark, path, SaveMode.ErrorIfExists)
                .write(spark.createDataFrame(rows, ParameterRows.SCHEMA).coalesce(1));
    }

    /**
     * Reads every fit.
     *
     * @param expected what they have to be fitted on, and how; its fold does not matter
     * @return the parameters [P] of each, in the order of their folds, from 0 to K − 1
     * @throws InvalidInputException if they are damaged, if a fold is missing or there twice, or if they were fitted on
     *     something else or otherwise than {@code expected}; all differences are named at once
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

    /** Reads them by fold, whatever they were fitted on; a row's count is that of the spec in it. */
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

    /** The refusal that names the path and says what to do. */
    private InvalidInputException damaged(DamagedModelException why) {
        return new InvalidInputException(
                "Expected saved private models at '" + path + "'; found none that can be read: " + why.getMessage()
                        + ". " + ADVICE + ", or copy these again as a whole",
                why);
    }
}
