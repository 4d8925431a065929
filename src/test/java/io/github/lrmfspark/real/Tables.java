package io.github.lrmfspark.real;

import io.github.lrmfspark.data.EmbeddingTable;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Reads and writes sets of vectors. */
final class Tables {
    private static final String VECTOR = "embedding";
    private static final String LABEL = "label";

    private Tables() {}

    /** A set of Parquet in an order, with its labels where it has some. */
    static Sample read(SparkSession spark, Path path, Column order) {
        List<Row> rows = spark.read().parquet(path.toString()).orderBy(order).collectAsList();
        boolean labelled = Arrays.asList(rows.get(0).schema().fieldNames()).contains(LABEL);
        return sample(
                rows.stream().map(row -> floats(row.getList(row.fieldIndex(VECTOR)), Number.class::cast)),
                labelled
                        ? rows.stream()
                                .mapToInt(row -> row.getInt(row.fieldIndex(LABEL)))
                                .toArray()
                        : new int[0]);
    }

    /** Writes a set as one file, with ids from 0 on in its order. */
    static void write(SparkSession spark, Sample sample, Path path) {
        EmbeddingTable.of(spark, sample, VECTOR)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(path.toString());
    }

    /** Packed lines of numbers, the last one of which is the label, under a header. */
    static Sample readCsv(Path file) {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String[]> lines =
                    reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
            int dimension = lines.get(0).length - 1;
            return sample(
                    lines.stream().map(line -> floats(Arrays.asList(line).subList(0, dimension), Float::valueOf)),
                    lines.stream()
                            .mapToInt(line -> Integer.parseInt(line[dimension]))
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> float[] floats(List<T> values, Function<T, Number> number) {
        float[] floats = new float[values.size()];
        for (int d = 0; d < floats.length; d++) {
            floats[d] = number.apply(values.get(d)).floatValue();
        }
        return floats;
    }

    private static Sample sample(Stream<float[]> vectors, int[] labels) {
        List<float[]> rows = vectors.toList();
        PackedRows.Builder packed = new PackedRows.Builder(rows.get(0).length);
        rows.forEach(packed::add);
        return new Sample(packed.build(), labels);
    }
}
