package io.github.lrmfspark.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import scala.collection.JavaConverters;

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
            Dataset<Row> rows = spark.read().parquet(path);
            requireNoEmptyFile(rows);
            return rows;
        } catch (InvalidInputException e) {
            throw e;
        } catch (Exception e) { // Spark throws its checked AnalysisException undeclared, and bare SparkExceptions
            throw new InvalidInputException("Expected Parquet files at '" + path + "'; found none that can be read", e);
        }
    }

    /** The columns by which a set is partitioned into directories, the outermost first; none if it is not. */
    public static List<String> partitionColumns(Dataset<Row> rows) {
        return relation(rows)
                .map(parquet -> List.of(parquet.partitionSchema().fieldNames()))
                .orElse(List.of());
    }

    private static Optional<HadoopFsRelation> relation(Dataset<Row> rows) {
        return rows.queryExecution().analyzed() instanceof LogicalRelation relation
                        && relation.relation() instanceof HadoopFsRelation parquet
                ? Optional.of(parquet)
                : Optional.empty();
    }

    /** Spark passes over a file of no bytes, and its rows would be missing without a word. */
    private static void requireNoEmptyFile(Dataset<Row> rows) {
        if (relation(rows).map(HadoopFsRelation::location).orElse(null) instanceof PartitioningAwareFileIndex index) {
            for (FileStatus file : JavaConverters.seqAsJavaList(index.allFiles())) {
                if (file.getLen() == 0) {
                    throw new InvalidInputException("Expected whole Parquet files; found '" + file.getPath()
                            + "' empty. Write the set again, or delete the file if nothing is missing");
                }
            }
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
