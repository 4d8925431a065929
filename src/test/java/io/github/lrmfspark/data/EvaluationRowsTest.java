package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SparkTest
class EvaluationRowsTest {

    @ParameterizedTest
    @CsvSource({
        "10000, 10000, 0.1,  5000, 1000, 1000, true",
        "10000, 20000, 0.1,  5000, 1000, 2000, true",
        "10000, 20000, 0.1,   700,  700,  700, true",
        " 9990, 20000, 0.1,  5000, 5000, 5000, false",
        "20000,  9990, 0.1,  5000, 5000, 5000, false",
        " 2000,  2000, 0.5,  5000, 1000, 1000, true",
        "20000, 20000, 0,    5000, 5000, 5000, false"
    })
    void areHeldOutOnesIfThereAreAThousandOfEitherSet(
            long sourceRows,
            long targetRows,
            double fraction,
            int atMost,
            int ofSource,
            int ofTarget,
            boolean heldOut,
            SparkSession spark) {
        assertThat(EvaluationRows.of(set(spark, sourceRows), set(spark, targetRows), fraction, atMost))
                .isEqualTo(new EvaluationRows(ofSource, ofTarget, heldOut));
    }

    private static FeatureSet set(SparkSession spark, long rows) {
        return FeatureSet.scan(
                "the set", spark.range(rows).selectExpr("array(float(id)) embedding"), "embedding", InvalidRows.ERROR);
    }
}
