package io.github.lrmfspark.parquet;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.github.lrmfspark.storage.ExceptionMessages;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.storage.Place;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * A set in Parquet, from any file system that Hadoop knows: the files that lie there, every one of which was looked into. A column
 * that only some files have is null in the rows of the others.
 */
public final class ParquetSource {
    /** Spark's own option: the paths are names and no patterns. */
    private static final String PATTERNS = "__globPaths__";

    /** Spark's own option: where partitions begin. */
    private static final String BASE = "basePath";

    private static final String FASTER_READER = "spark.sql.parquet.enableVectorizedReader";
    private static final int SHOWN = 5;
    private static final int MOST_TASKS = 1_000;

    private final SparkSession spark;
    private final String path;
    private final FileTree tree;
    private final List<ParquetFile> files;

    private ParquetSource(SparkSession spark, String path, FileTree tree, List<ParquetFile> files) {
        this.spark = spark;
        this.path = path;
        this.tree = tree;
        this.files = files;
    }

    /**
     * Looks into every file of a set; no row is read yet.
     *
     * @param path a file or a directory, or, where there is none of that name, a pattern
     * @throws InvalidInputException if nothing is there, or something that is no Parquet or would not be read as it lies there
     */
    public static ParquetSource at(SparkSession spark, String path) {
        Path given = Place.pathOf(path);
        try {
            Configuration hadoop = spark.sparkContext().hadoopConfiguration();
            FileTree tree = StreamedFiles.committed(spark, FileTree.at(given.getFileSystem(hadoop), given));
            if (tree.leaves().isEmpty()) {
                throw new InvalidInputException("Expected Parquet files at '" + path + "'; found none in it");
            }
            return new ParquetSource(spark, path, tree, lookInto(spark, path, tree.leaves()));
        } catch (IOException e) {
            throw Place.unreachable(path, e);
        }
    }

    private static List<ParquetFile> lookInto(SparkSession spark, String path, List<FileTree.Leaf> leaves) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        List<Looked> looked = context.parallelize(leaves, Math.min(leaves.size(), MOST_TASKS))
                .map(new Look(context.broadcast(new SerializableConfiguration(hadoop))))
                .collect();
        List<String> damaged = looked.stream()
                .filter(file -> file.footer == null)
                .map(file -> "'" + file.leaf.path() + "' (" + file.damage + ")")
                .toList();
        if (!damaged.isEmpty()) {
            throw new InvalidInputException("Expected whole Parquet files, and nothing else, at '" + path + "'; found "
                    + damaged.size() + " that cannot be read: "
                    + damaged.stream().limit(SHOWN).collect(joining(", ")) + (damaged.size() > SHOWN ? ", …" : "")
                    + ". Write the set again, or leave out what is no part of it by a pattern such as '*.parquet'");
        }
        return looked.stream()
                .map(file -> new ParquetFile(file.leaf, Objects.requireNonNull(file.footer)))
                .toList();
    }

    /** What looking into a file came to. */
    private record Looked(FileTree.Leaf leaf, @Nullable ParquetFooter footer, String damage) implements Serializable {}

    /** Looks into a file, on an executor. */
    private record Look(Broadcast<SerializableConfiguration> hadoop) implements Function<FileTree.Leaf, Looked> {
        @Override
        public Looked call(FileTree.Leaf leaf) {
            if (leaf.bytes() == 0) {
                return new Looked(leaf, null, "it is empty");
            }
            try {
                return new Looked(
                        leaf,
                        ParquetFooter.of(new Path(leaf.path()), hadoop.value().value()),
                        "");
            } catch (Exception
                    | LinkageError
                    | OutOfMemoryError
                    | StackOverflowError e) { // as damaged files make Parquet throw
                return new Looked(leaf, null, ExceptionMessages.of(e));
            }
        }
    }

    /** How many rows there are, as the files say. */
    public long rowCount() {
        return files.stream().mapToLong(file -> file.footer().rows()).sum();
    }

    /** The columns by which the set is partitioned into directories, the outermost first; none if it is not. */
    public List<String> partitionColumns() {
        return tree.partitionColumns();
    }

    /** The files in the order of their paths. */
    List<ParquetFile> files() {
        return files;
    }

    SparkSession spark() {
        return spark;
    }

    /**
     * The rows, with every column that Spark can read.
     *
     * @param needed columns that have to be among them, where they are there at all
     * @throws InvalidInputException if one of these cannot be read, or is not of one type in all files
     */
    public Dataset<Row> rows(List<String> needed) {
        ParquetColumns columns = ParquetColumns.of(path, files);
        columns.require(needed);
        if (files.stream().anyMatch(file -> file.footer().streamSplit())) {
            spark.conf().set(FASTER_READER, false);
        }
        DataFrameReader reader = spark.read().schema(columns.readable()).option(PATTERNS, "false");
        return (partitionColumns().isEmpty()
                        ? reader
                        : reader.option(BASE, tree.base().toString()))
                .parquet(tree.roots().stream().map(Path::toString).toArray(String[]::new));
    }

    /**
     * The part of the set that lies in one of its partitions.
     *
     * @param values by partition column, from the outermost on, as the directories' names tell them; none for all of the set
     * @throws InvalidInputException if the set is not partitioned so, or has no such partition
     */
    public ParquetSource partition(Map<String, String> values) {
        if (values.isEmpty()) {
            return this;
        }
        FileTree part = tree.partition(values);
        Map<String, ParquetFile> byPath =
                files.stream().collect(toMap(file -> file.leaf().path(), identity()));
        List<ParquetFile> inside = part.leaves().stream()
                .map(leaf -> new ParquetFile(
                        leaf, Objects.requireNonNull(byPath.get(leaf.path())).footer()))
                .toList();
        return new ParquetSource(spark, path, part, inside);
    }

    /** Whether there is a file or a directory at a path, which is no pattern. */
    public static boolean exists(SparkSession spark, String path) {
        try {
            return Place.of(spark.sparkContext().hadoopConfiguration(), path).exists();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at '" + path + "'", e);
        }
    }
}
