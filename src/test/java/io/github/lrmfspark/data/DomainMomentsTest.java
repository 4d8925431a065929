package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SparkTest
class DomainMomentsTest {
    static List<DataType> types() {
        return List.of(TestSets.FLOATS, TestSets.DOUBLES, TestSets.VECTOR);
    }

    @ParameterizedTest
    @MethodSource("types")
    void areThoseOfTheRows(DataType type, SparkSession spark) {
        Dataset<Row> rows =
                TestSets.of(spark, type, List.of(new float[] {1, 10}, new float[] {3, 10}, new float[] {5, 16}));
        Moments moments = DomainMoments.of(rows.repartition(2), "embedding");
        assertThat(moments.rows()).isEqualTo(3);
        assertThat(moments.mean()).containsExactly(new double[] {3, 12}, within(1e-6));
        assertThat(moments.covariance()[0]).containsExactly(new double[] {8 / 3.0, 4}, within(1e-6));
        assertThat(moments.covariance()[1]).containsExactly(new double[] {4, 8}, within(1e-6));
    }

    @Test
    void doNotDependOnThePartitions(SparkSession spark) {
        List<float[]> vectors = TestSets.normal(1000, 3, 5);
        vectors.forEach(x -> x[2] += 1e4f);
        Dataset<Row> rows = TestSets.of(spark, TestSets.FLOATS, List.copyOf(vectors));
        Moments one = DomainMoments.of(rows.coalesce(1), "embedding");
        Moments many = DomainMoments.of(rows.repartition(7), "embedding");
        assertThat(many.mean()).isEqualTo(one.mean());
        assertThat(many.covariance()).isDeepEqualTo(one.covariance());
    }

    @Test
    void oneRowHasNoCovariance(SparkSession spark) {
        Moments moments = DomainMoments.of(TestSets.of(spark, new float[] {1, 2}), "embedding");
        assertThat(moments.mean()).containsExactly(1, 2);
        assertThat(moments.covariance()).isDeepEqualTo(new double[2][2]);
    }
}
