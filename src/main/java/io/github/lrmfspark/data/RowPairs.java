package io.github.lrmfspark.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static scala.collection.JavaConverters.asScalaBuffer;

import io.github.lrmfspark.storage.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * A set with, in every row, what a map made of its vector: two sets joined by a column that names their rows.
 *
 * @param source the set, with one column more
 * @param image the name of that column, {@code array<float>}
 */
public record RowPairs(FeatureSet source, String image) {
    private static final String NAME = "name";

    /**
     * Joins the valid rows of two sets. Ids of two types are equal where their values are.
     *
     * @throws InvalidInputException that lists every fault: the column missing, ids null or not unique, rows of one set that the
     *     other lacks, vectors of another length
     */
    public static RowPairs join(FeatureSet source, FeatureSet mapped, String idColumn) {
        FeatureSchema.requireColumn(source.rows().schema(), idColumn);
        FeatureSchema.requireColumn(mapped.rows().schema(), idColumn);
        DataType sourceType = source.rows().schema().apply(idColumn).dataType();
        DataType mappedType = mapped.rows().schema().apply(idColumn).dataType();
        Column sourceId = ValueText.of(FeatureSchema.quoted(idColumn), sourceType, mappedType);
        Column mappedId = ValueText.of(FeatureSchema.quoted(idColumn), mappedType, sourceType);
        Dataset<Row> ofSource = source.valid().select(sourceId.as(NAME));
        Dataset<Row> ofMapped = mapped.valid().select(mappedId.as(NAME));
        List<String> faults = Stream.of(
                        dimensions(source, mapped),
                        ids(ofSource, idColumn, "the source"),
                        ids(ofMapped, idColumn, "the aligned set"),
                        missing(ofSource, ofMapped, types(idColumn, sourceType, mappedType)))
                .flatMap(List::stream)
                .toList();
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        String image = unused("image", source.rows());
        String name = unused(NAME, source.rows());
        Dataset<Row> images = mapped.valid()
                .select(mappedId.as(name), mapped.schema().floats().as(image));
        Dataset<Row> joined =
                source.valid().withColumn(name, sourceId).join(images, name).drop(name);
        return new RowPairs(new FeatureSet(joined, source.schema(), source.statistics(), source.common()), image);
    }

    private static String types(String idColumn, DataType ofSource, DataType ofMapped) {
        return ofSource.equals(ofMapped)
                ? ""
                : ". Column '" + idColumn + "' is " + ofSource.catalogString() + " in the source and "
                        + ofMapped.catalogString() + " in the aligned set";
    }

    private static List<String> dimensions(FeatureSet source, FeatureSet mapped) {
        int expected = source.statistics().dimension();
        int found = mapped.statistics().dimension();
        return expected == found
                ? List.of()
                : List.of("Expected aligned vectors of the source's length " + expected + "; found length " + found);
    }

    private static List<String> ids(Dataset<Row> names, String idColumn, String set) {
        Row counts =
                names.agg(count(lit(1)), count(col(NAME)), countDistinct(NAME)).first();
        long nulls = counts.getLong(0) - counts.getLong(1);
        long repeated = counts.getLong(1) - counts.getLong(2);
        List<String> faults = new ArrayList<>();
        if (nulls > 0) {
            faults.add("Expected an id in every row of column '" + idColumn + "' of " + set + "; found " + nulls
                    + " nulls");
        }
        if (repeated > 0) {
            faults.add("Expected every id once in column '" + idColumn + "' of " + set + "; found " + repeated
                    + " rows with the id of another row");
        }
        return faults;
    }

    private static List<String> missing(Dataset<Row> source, Dataset<Row> mapped, String types) {
        long ofSource = without(source, mapped);
        long ofMapped = without(mapped, source);
        return ofSource + ofMapped == 0
                ? List.of()
                : List.of("Expected the same ids in the source and the aligned set; found " + ofSource
                        + " rows of the source that the aligned set lacks and " + ofMapped
                        + " rows of the aligned set that the source lacks" + types);
    }

    private static long without(Dataset<Row> names, Dataset<Row> others) {
        return names.na()
                .drop()
                .join(others, asScalaBuffer(List.of(NAME)).toSeq(), "left_anti")
                .count();
    }

    private static String unused(String name, Dataset<Row> rows) {
        List<String> used = Arrays.asList(rows.columns());
        return Stream.iterate(name, longer -> longer + "_")
                .filter(candidate -> !used.contains(candidate))
                .findFirst()
                .orElseThrow();
    }
}
