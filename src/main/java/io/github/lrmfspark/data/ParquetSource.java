package io.github.lrmfspark.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Parquet in, from any file system that Hadoop knows. */
public final class ParquetSource {
    private ParquetSource() {}

    /**
     * Opens a file, a directory or a pattern of them; only the schema is read yet.
     *
     * @throws InvalidInputException if nothing is there, or what is there is not Parquet
     */
    public static Dataset<Row> read(SparkSession spark, String path) {
        requireExistence(spark, path);
        try {
            return spark.read().parquet(path);
        } catch (Exception e) { // Spark throws its checked AnalysisException undeclared, and bare SparkExceptions
            throw new InvalidInputException("Expected Parquet files at '" + path + "'; found none that can be read", e);
        }
    }

    private static void requireExistence(SparkSession spark, String path) {
        Path pattern = path(path);
        try {
            FileStatus[] found = pattern.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .globStatus(pattern);
            if (found == null || found.length == 0) {
                throw new InvalidInputException("Expected Parquet files at '" + path + "'; found nothing there");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + path + "'", e);
        }
    }

    /** Whether there is a file or a directory at a path, which is no pattern. */
    public static boolean exists(SparkSession spark, String path) {
        Path given = path(path);
        try {
            return given.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .exists(given);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + path + "'", e);
        }
    }

    /** A path as the user wrote it. */
    static Path path(String path) {
        try {
            return new Path(path);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("Expected a path; found '" + path + "'", e);
        }
    }
}
