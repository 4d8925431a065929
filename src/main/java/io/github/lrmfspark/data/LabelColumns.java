package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.lit;

import io.github.lrmfspark.storage.InvalidInputException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.lang3.math.NumberUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The labels of two sets as texts that are equal where the labels are.
 *
 * @param source of the source; the empty text where there are no labels
 * @param target of the target
 * @param types of the columns, first that of the source; empty where there are no labels
 */
record LabelColumns(Column source, Column target, List<String> types) {
    private static final Comparator<String> BY_VALUE = Comparator.comparing(
                    LabelColumns::number, Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder()))
            .thenComparing(Comparator.naturalOrder());

    /**
     * Finds the labels.
     *
     * @param column of both sets; null where there are no labels
     * @throws InvalidInputException if the column or a label is missing
     */
    static LabelColumns of(FeatureSet source, FeatureSet target, @Nullable String column) {
        if (column == null) {
            return new LabelColumns(lit(""), lit(""), List.of());
        }
        DataType ofSource = type("the source", source.rows(), column);
        DataType ofTarget = type("the target", target.rows(), column);
        requireLabels("the source", source.rows(), column);
        requireLabels("the target", target.rows(), column);
        Column label = FeatureSchema.quoted(column);
        return new LabelColumns(
                ValueText.of(label, ofSource, ofTarget),
                ValueText.of(label, ofTarget, ofSource),
                List.of(ofSource.catalogString(), ofTarget.catalogString()));
    }

    private static DataType type(String name, Dataset<Row> rows, String column) {
        StructType schema = rows.schema();
        if (!Arrays.asList(schema.fieldNames()).contains(column)) {
            throw new InvalidInputException("Expected a label column '" + column + "' in " + name + "; found "
                    + FeatureSchema.nearestFirst(schema, column));
        }
        return schema.apply(column).dataType();
    }

    private static void requireLabels(String name, Dataset<Row> rows, String column) {
        long missing = rows.filter(FeatureSchema.quoted(column).isNull()).count();
        if (missing > 0) {
            throw new InvalidInputException("Expected a label in every row of column '" + column + "' of " + name
                    + "; found " + missing + " nulls");
        }
    }

    /** What the numbers of these labels mean. */
    Samples.Labels labels(List<String> found) {
        return types.isEmpty()
                ? Samples.Labels.NONE
                : new Samples.Labels(found.stream().distinct().sorted(BY_VALUE).toList(), types.get(0), types.get(1));
    }

    private static @Nullable BigDecimal number(String label) {
        return NumberUtils.isParsable(label) ? new BigDecimal(label) : null;
    }
}
