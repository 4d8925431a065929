package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of two types are one text where they are equal, and two where they are not. */
@SparkTest
class ValueTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 | 1L",
                "1Y | 1S",
                "1 | 1D",
                "1 | cast(1 as float)",
                "1 | 1.00",
                "1L | cast(1 as decimal(38,10))",
                "0 | cast('-0.0' as double)",
                "cast(0 as decimal(20,15)) | 0D",
                "cast(0.1 as float) | 0.1D",
                "cast(0.1 as float) | cast(cast(0.1 as float) as double)",
                "cast(0.1 as float) | 0.1",
                "0.1D | 0.10",
                "1e-8D | cast('0.00000001' as decimal(20,10))",
                "9007199254740993L | 9007199254740993",
                "9007199254740992L | 9007199254740992D",
                "1152921504606846976L | 1152921504606846976D",
                "10000000L | 1e7D",
                "16777216 | cast(16777216 as float)",
                "'1' | 1",
                "'1.0' | 1",
                "'1.0' | 1D",
                "'1.0E10' | 1e10D",
                "'9.223372036854776E18' | 9223372036854775808D",
                "'0.1' | cast(0.1 as float)",
                "'NaN' | cast('NaN' as double)",
                "cast('NaN' as float) | cast('NaN' as double)",
                "'Infinity' | cast('Infinity' as double)",
                "cast('-Infinity' as float) | cast('-Infinity' as double)",
                "'a' | 'a'",
                "'true' | true",
                "'2024-02-29' | date'2024-02-29'",
                "date'2024-02-29' | timestamp'2024-02-29 00:00:00'",
                "date'2024-02-29' | timestamp_ntz'2024-02-29 00:00:00'",
                "timestamp_ntz'2024-02-29 12:00:00.5' | timestamp'2024-02-29 12:00:00.500'",
            })
    void equalValuesAreOneText(String one, String other, SparkSession spark) {
        assertThat(texts(spark, one, other))
                .hasSize(2)
                .doesNotContainNull()
                .satisfies(t -> assertThat(t[0]).isEqualTo(t[1]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 | 2D",
                "9007199254740993L | 9007199254740992D",
                "16777217 | cast(16777216 as float)",
                "'1' | '1.0'",
                "'01' | 1",
                "' 1' | 1",
                "'1e999999999' | 1D",
                "true | 1",
                "'True' | true",
                "date'2024-02-29' | timestamp'2024-02-29 12:00:00'",
                "0.1D | 0.10000001D",
            })
    void othersAreTwo(String one, String other, SparkSession spark) {
        assertThat(texts(spark, one, other))
                .hasSize(2)
                .satisfies(t -> assertThat(t[0]).isNotEqualTo(t[1]));
    }

    private static String[] texts(SparkSession spark, String one, String other) {
        Dataset<Row> values = spark.range(1).selectExpr(one + " a", other + " b");
        DataType ofA = values.schema().apply("a").dataType();
        DataType ofB = values.schema().apply("b").dataType();
        Row row = values.select(ValueText.of(values.col("a"), ofA, ofB), ValueText.of(values.col("b"), ofB, ofA))
                .first();
        return new String[] {row.getString(0), row.getString(1)};
    }
}
