package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of two sets are paired by the values of their ids, whatever the types. */
@SparkTest
class RowPairsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int(id) | double(id)",
                "int(id) | cast(id as decimal(12,2))",
                "string(id) | id",
                "string(double(id)) | int(id)",
                "float(id / 10) | double(id) / 10",
                "date_add(date'2024-01-01', int(id)) | timestamp(date_add(date'2024-01-01', int(id)))",
                "id + 9007199254740992 | cast(id + 9007199254740992 as decimal(20,0))",
            })
    void idsOfOneValueArePaired(String ofSource, String ofMapped, SparkSession spark) {
        RowPairs pairs = RowPairs.join(set(spark, ofSource), set(spark, ofMapped), "name");

        assertThat(pairs.source().rows().count()).isEqualTo(20);
        assertThat(pairs.source()
                        .rows()
                        .filter("embedding[0] = " + pairs.image() + "[0]")
                        .count())
                .isEqualTo(20);
    }

    @Test
    void idsOfTypesThatHaveNothingInCommonAreRefusedByTheirTypes(SparkSession spark) {
        assertThatThrownBy(() -> RowPairs.join(set(spark, "id"), set(spark, "concat('row ', id)"), "name"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "Expected the same ids in the source and the aligned set; found 20 rows of the source that the"
                                + " aligned set lacks and 20 rows of the aligned set that the source lacks. Column 'name' is bigint"
                                + " in the source and string in the aligned set");
    }

    private static FeatureSet set(SparkSession spark, String id) {
        return FeatureSet.scan(
                "the set",
                spark.range(20).selectExpr("array(float(id)) embedding", id + " name"),
                "embedding",
                InvalidRows.ERROR);
    }
}
