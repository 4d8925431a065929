package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of numbers that float32 cannot hold or compute with are refused, by name; those next to them are not. */
@SparkTest
class NumericRangeTest {
    private static final String NORMAL = "sin(id * (j + 1.7)) + j";

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1e-40 * (%s)                 | float  | of standard deviation 1e-18 or more in column 'embedding' of the source; found 7.",
                "1e-25 * (%s)                 | float  | of standard deviation 1e-18 or more",
                "1e30 * (%s)                  | float  | found 40 vectors with larger ones (id=0 has 3.000e+30 in coordinate 3",
                "if(id = 17 and j = 2, 1e30, %s) | float | found 1 vectors with larger ones (id=17 has 1.000e+30 in coordinate 2)",
                "if(id = 17, -1e17, %s)       | double | found 1 vectors with larger ones (id=17 has -1.000e+17 in coordinate 0)",
                "1e9 + 1e-3 * (%s)            | double | about 1.000e+09 in coordinate 0. Subtract",
                "if(j = 2, 1e9, 0) + 1e-3 * (%s) | double | about 1.000e+09 in coordinate 2. Subtract",
                "0.5                          | float  | Expected vectors that vary in column 'embedding' of the source; found 40 that do not",
                "1 / 3D                       | double | Expected vectors that vary",
            })
    void isRefused(String value, String type, String message, SparkSession spark) {
        assertThatThrownBy(() -> NumericRange.require("the source", set(spark, value, type)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "%s                              | float",
                "1e-16 * (%s)                    | float",
                "1e15 * (%s)                     | float",
                "1e7 + (%s)                      | float",
                "if(id = 17 and j = 2, 1e15, %s) | float",
                "pow(10D, 2 * j - 4) * (%s)      | double",
                "if(j > 1, 0, %s)                | float",
                "if(j = 2, 1 / 3D, %s)           | double",
                "if(j = 2, 1 + 1e-9 * id, %s)    | double",
            })
    void isUsed(String value, String type, SparkSession spark) {
        assertThatCode(() -> NumericRange.require("the source", set(spark, value, type)))
                .doesNotThrowAnyException();
    }

    private static FeatureSet set(SparkSession spark, String value, String type) {
        String vectors = "transform(sequence(0, 3), j -> cast(" + value.replace("%s", NORMAL) + " as " + type + "))";
        return FeatureSet.scan(
                "the source",
                spark.sql("select id, " + vectors + " embedding from range(0, 40, 1, 1)"),
                "embedding",
                InvalidRows.ERROR);
    }
}
