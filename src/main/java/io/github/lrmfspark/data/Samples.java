package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A bounded sample of source and target for evaluation on the driver: the valid rows with the lowest hash of their vector
 * under the seed, in that order. It depends on the sets and the seed only. In this order a {@link DomainSplit} of the same seed
 * begins with the rows that it holds out.
 *
 * @param source rows of A
 * @param target rows of B; equal labels have equal numbers in both
 */
public record Samples(Sample source, Sample target) {
    /**
     * Draws both samples.
     *
     * @param labelColumn a column of both sets with a label in every row, of any type that can be written as text; null
     *     where there are no labels
     * @param ofSource rows of the source at most
     * @param ofTarget rows of the target at most
     * @throws InvalidInputException if the label column or a label is missing
     */
    public static Samples draw(
            FeatureSet source, FeatureSet target, @Nullable String labelColumn, int ofSource, int ofTarget, long seed) {
        return of(
                source,
                lowest("the source", source, labelColumn, null, ofSource, Seeds.split(seed, 0)),
                target,
                labelColumn,
                ofTarget,
                seed);
    }

    /**
     * Samples, and what a map made of those of the source.
     *
     * @param mapped T(a), row for row
     */
    public record Mapped(Samples samples, PackedRows mapped) {}

    /**
     * Draws the same rows as {@link #draw} does, and with them what a map made of the source.
     *
     * @param atMost rows of each set
     */
    public static Mapped drawMapped(
            RowPairs source, FeatureSet target, @Nullable String labelColumn, int atMost, long seed) {
        List<Labelled> a =
                lowest("the source", source.source(), labelColumn, source.image(), atMost, Seeds.split(seed, 0));
        PackedRows.Builder mapped =
                new PackedRows.Builder(source.source().statistics().dimension());
        a.forEach(row -> mapped.add(row.image));
        return new Mapped(of(source.source(), a, target, labelColumn, atMost, seed), mapped.build());
    }

    private static Samples of(
            FeatureSet source,
            List<Labelled> a,
            FeatureSet target,
            @Nullable String labelColumn,
            int atMost,
            long seed) {
        List<Labelled> b = lowest("the target", target, labelColumn, null, atMost, Seeds.split(seed, 1));
        List<String> names = labelColumn == null
                ? List.of()
                : Stream.concat(a.stream(), b.stream())
                        .map(Labelled::label)
                        .distinct()
                        .sorted()
                        .toList();
        return new Samples(sample(source, a, names), sample(target, b, names));
    }

    private static List<Labelled> lowest(
            String name, FeatureSet set, @Nullable String labelColumn, @Nullable String image, int atMost, long seed) {
        Dataset<Row> rows = set.valid()
                .select(
                        set.schema().floats().as("vector"),
                        labelColumn == null ? lit("").as("label") : label(name, set.rows(), labelColumn),
                        image == null
                                ? array().cast("array<float>").as("image")
                                : FeatureSchema.quoted(image).as("image"));
        Column vector = rows.col("vector");
        return rows.orderBy(xxhash64(lit(seed), vector), vector, rows.col("label"), rows.col("image"))
                .limit(atMost)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> new Labelled(
                        Objects.requireNonNull(FeatureSchema.read(row, 0)),
                        String.valueOf(row.getUTF8String(1)),
                        Objects.requireNonNull(FeatureSchema.read(row, 2))))
                .collect();
    }

    private static Column label(String name, Dataset<Row> rows, String column) {
        if (!Arrays.asList(rows.columns()).contains(column)) {
            throw new InvalidInputException("Expected a label column '" + column + "' in " + name + "; found "
                    + FeatureSchema.nearestFirst(rows.schema(), column));
        }
        Column label = FeatureSchema.quoted(column);
        long missing = rows.filter(label.isNull()).count();
        if (missing > 0) {
            throw new InvalidInputException("Expected a label in every row of column '" + column + "' of " + name
                    + "; found " + missing + " nulls");
        }
        return label.cast("string").as("label");
    }

    private static Sample sample(FeatureSet set, List<Labelled> rows, List<String> names) {
        PackedRows.Builder packed = new PackedRows.Builder(set.statistics().dimension());
        rows.forEach(row -> packed.add(row.vector));
        int[] labels = names.isEmpty()
                ? new int[0]
                : rows.stream()
                        .mapToInt(row -> Collections.binarySearch(names, row.label))
                        .toArray();
        return new Sample(packed.build(), labels);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Labelled(float[] vector, String label, float[] image) implements Serializable {}
}
