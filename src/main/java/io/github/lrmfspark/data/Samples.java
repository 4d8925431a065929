package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.array;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A bounded sample of source and target for evaluation on the driver: the first valid rows in their {@link ChanceOrder}. It depends
 * on the sets and the seed only. In this order a {@link DomainSplit} of the same seed begins with the rows that it holds out.
 *
 * <p>Labels of two types are equal where their values are: 1 and 1.0, but not the strings 1 and 01.
 *
 * @param source rows of A
 * @param target rows of B; equal labels have equal numbers in both
 * @param moreOfTarget rows of B in the same order: those of {@code target}, and after them as many as there are of A, or all
 * @param labels what the labels' numbers mean
 */
public record Samples(Sample source, Sample target, Sample moreOfTarget, Labels labels) {
    /**
     * The labels of both sets.
     *
     * @param names by number; numbers by their value, then the others by their text. Empty where there are none
     * @param sourceType the type of the column in the source, as Spark calls it
     * @param targetType the type of the column in the target
     */
    public record Labels(List<String> names, String sourceType, String targetType) {
        static final Labels NONE = new Labels(List.of(), "", "");

        public Labels {
            names = List.copyOf(names);
        }
    }

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
        LabelColumns columns = LabelColumns.of(source, target, labelColumn);
        List<Labelled> a = lowest(source, columns.source(), null, ofSource, Seeds.split(seed, 0));
        return of(source, a, target, columns, ofTarget, seed);
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
        LabelColumns columns = LabelColumns.of(source.source(), target, labelColumn);
        List<Labelled> a = lowest(source.source(), columns.source(), source.image(), atMost, Seeds.split(seed, 0));
        PackedRows.Builder mapped =
                new PackedRows.Builder(source.source().statistics().dimension());
        a.forEach(row -> mapped.add(row.image));
        return new Mapped(of(source.source(), a, target, columns, atMost, seed), mapped.build());
    }

    private static Samples of(
            FeatureSet source, List<Labelled> a, FeatureSet target, LabelColumns columns, int atMost, long seed) {
        int withMore = (int) Math.min(Integer.MAX_VALUE, (long) atMost + a.size());
        List<Labelled> more = lowest(target, columns.target(), null, withMore, Seeds.split(seed, 1));
        List<Labelled> b = more.subList(0, Math.min(atMost, more.size()));
        Labels labels = columns.labels(
                Stream.concat(a.stream(), more.stream()).map(Labelled::label).toList());
        Map<String, Integer> numbers = new HashMap<>();
        labels.names().forEach(name -> numbers.put(name, numbers.size()));
        return new Samples(
                sample(source, a, numbers), sample(target, b, numbers), sample(target, more, numbers), labels);
    }

    private static List<Labelled> lowest(FeatureSet set, Column label, @Nullable String image, int atMost, long seed) {
        Dataset<Row> rows = set.valid()
                .select(
                        set.schema().floats().as(CommonVectors.VECTOR),
                        label.as("label"),
                        image == null
                                ? array().cast("array<float>").as("image")
                                : FeatureSchema.quoted(image).as("image"));
        return ChanceOrder.of(rows, set.common())
                .sorted(seed, Long.MAX_VALUE)
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

    private static Sample sample(FeatureSet set, List<Labelled> rows, Map<String, Integer> numbers) {
        PackedRows.Builder packed = new PackedRows.Builder(set.statistics().dimension());
        rows.forEach(row -> packed.add(row.vector));
        int[] labels = numbers.isEmpty()
                ? new int[0]
                : rows.stream().mapToInt(row -> numbers.get(row.label)).toArray();
        return new Sample(packed.build(), labels);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Labelled(float[] vector, String label, float[] image) implements Serializable {}
}
