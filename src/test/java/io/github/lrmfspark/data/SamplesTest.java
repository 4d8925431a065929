package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SparkTest
class SamplesTest {
    @Test
    void drawsTheSameRowsHoweverTheyArePartitioned(SparkSession spark) {
        Dataset<Row> rows = TestSets.of(spark, TestSets.FLOATS, List.copyOf(TestSets.normal(200, 3, 1)));
        FeatureSet one = scan(rows.coalesce(1));
        FeatureSet many = scan(rows.repartition(40));

        Samples expected = Samples.draw(one, one, null, 50, 50, 9);

        assertThat(Samples.draw(many, many, null, 50, 50, 9)).isEqualTo(expected);
        assertThat(expected.source().rows().rows()).isEqualTo(50);
        assertThat(expected.source().labelled()).isFalse();
        assertThat(expected.source()).isNotEqualTo(expected.target());
        assertThat(Samples.draw(one, one, null, 50, 50, 10)).isNotEqualTo(expected);
        assertThat(Samples.draw(one, one, null, 1000, 1000, 9).source().rows().rows())
                .isEqualTo(200);
    }

    /** Two fifths of the rows are equal, of two labels. */
    @Test
    void copiesOfAVectorAreDrawnOneByOne(SparkSession spark) {
        Dataset<Row> rows = spark.range(500)
                .selectExpr("if(id < 200, array(0f, 0f), array(float(id), 1f)) embedding", "id % 2 label");
        FeatureSet set = scan(rows.coalesce(1));
        Samples samples = Samples.draw(set, set, "label", 100, 100, 1);
        long zeros = IntStream.range(0, 100)
                .filter(row -> samples.source().rows().value(row, 0) == 0)
                .count();
        assertThat(zeros).isBetween(20L, 60L);
        FeatureSet scattered = scan(rows.repartition(9));
        assertThat(Samples.draw(scattered, scattered, "label", 100, 100, 1)).isEqualTo(samples);
    }

    /** The first coordinate tells the label: 1 in the source is an int, in the target a string. */
    @Test
    void numbersLabelsAlikeInBothSets(SparkSession spark) {
        Dataset<Row> source =
                spark.range(30).selectExpr("array(float(id % 3), float(id)) embedding", "int(id % 3) label");
        Dataset<Row> target =
                spark.range(40).selectExpr("array(float(id % 4), float(id)) embedding", "string(id % 4) label");

        Samples samples = Samples.draw(scan(source), scan(target), "label", 100, 100, 1);

        for (Sample sample : List.of(samples.source(), samples.target())) {
            for (int row = 0; row < sample.rows().rows(); row++) {
                assertThat((float) sample.labels()[row]).isEqualTo(sample.rows().value(row, 0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"double", "'decimal(4,2)'", "float", "string", "bigint"})
    void labelsOfOneValueHaveOneNumberAndOneName(String type, SparkSession spark) {
        Dataset<Row> rows =
                spark.range(30).selectExpr("array(float(id % 12), float(id)) embedding", "int(id % 12) label");

        Samples samples = Samples.draw(
                scan(rows), scan(rows.withColumn("label", functions.col("label").cast(type))), "label", 30, 30, 1);

        assertThat(samples.labels().names())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        assertThat(samples.labels().targetType()).isEqualTo(type);
        for (int row = 0; row < 30; row++) {
            assertThat((float) samples.target().labels()[row])
                    .isEqualTo(samples.target().rows().value(row, 0));
        }
    }

    @Test
    void moreRowsOfTheTargetFollowThoseThatAreCompared(SparkSession spark) {
        FeatureSet set = scan(TestSets.of(spark, TestSets.FLOATS, List.copyOf(TestSets.normal(200, 3, 1))));
        Samples samples = Samples.draw(set, set, null, 50, 60, 9);
        assertThat(samples.moreOfTarget().rows().rows()).isEqualTo(110);
        assertThat(samples.moreOfTarget().rows().slice(0, 60))
                .isEqualTo(samples.target().rows());
        assertThat(Samples.draw(set, set, null, 150, 60, 9)
                        .moreOfTarget()
                        .rows()
                        .rows())
                .isEqualTo(200);
    }

    @Test
    void refusesMissingLabels(SparkSession spark) {
        FeatureSet set = scan(TestSets.of(spark, new float[] {1}, new float[] {2})
                .withColumn("label", functions.expr("if(id = 0, null, id)")));

        assertThatThrownBy(() -> Samples.draw(set, set, "label", 10, 10, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Expected a label in every row of column 'label' of the source; found 1 nulls");
        assertThatThrownBy(() -> Samples.draw(set, set, "labels", 10, 10, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "Expected a label column 'labels' in the source; found the columns 'label' bigint, 'id' bigint,"
                                + " 'embedding' array<float>");
    }

    private static FeatureSet scan(Dataset<Row> rows) {
        return FeatureSet.scan("the set", rows, "embedding", InvalidRows.ERROR);
    }
}
