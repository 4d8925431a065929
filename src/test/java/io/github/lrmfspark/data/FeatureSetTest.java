package io.github.lrmfspark.data;

import static io.github.lrmfspark.data.TestSets.DOUBLES;
import static io.github.lrmfspark.data.TestSets.FLOATS;
import static io.github.lrmfspark.data.TestSets.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.storage.InvalidInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SparkTest
class FeatureSetTest {
    static Stream<DataType> types() {
        return Stream.of(FLOATS, DOUBLES, VECTOR);
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsAndRestoresEveryType(DataType type, SparkSession spark, @TempDir Path directory) {
        List<float[]> vectors = TestSets.normal(500, 3, 1);
        String path = directory.resolve("set").toString();
        TestSets.of(spark, type, List.copyOf(vectors)).repartition(3).write().parquet(path);
        Dataset<Row> rows = ParquetSource.at(spark, path).rows(List.of());

        FeatureSet set = FeatureSet.scan("the source", rows, "embedding", InvalidRows.ERROR);

        RunningMarginals moments = new RunningMarginals(3);
        vectors.forEach(moments::add);
        assertThat(set.statistics().rows()).isEqualTo(500);
        assertThat(set.statistics().dimension()).isEqualTo(3);
        assertThat(set.statistics().dropped()).isZero();
        assertThat(set.statistics().marginals().mean())
                .containsExactly(moments.marginals().mean());
        assertThat(set.statistics().marginals().deviation())
                .containsExactly(moments.marginals().deviation());

        Dataset<Row> restored =
                rows.withColumn("restored", set.schema().restored(set.schema().floats()));
        assertThat(restored.schema().apply("restored").dataType()).isEqualTo(type);
        assertThat(restored.filter("restored = embedding").count()).isEqualTo(500);
    }

    @ParameterizedTest
    @MethodSource("types")
    void countsAndDropsInvalidRows(DataType type, SparkSession spark) {
        Dataset<Row> rows =
                TestSets.of(spark, type, withFaults()).repartition(4).sortWithinPartitions("id");

        FeatureSet set = FeatureSet.scan("the source", rows, "embedding", InvalidRows.DROP);

        assertThat(set.statistics().rows()).isEqualTo(3);
        assertThat(set.statistics().dropped()).isEqualTo(4);
        assertThat(set.statistics().marginals().mean()).containsExactly(2, 3);
        assertThat(set.valid().select("id").orderBy("id").as(Encoders.LONG()).collectAsList())
                .containsExactly(0L, 2L, 6L);
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesInvalidRowsAndNamesThem(DataType type, SparkSession spark) {
        Dataset<Row> rows = TestSets.of(spark, type, withFaults()).coalesce(1);

        refuses(rows, "embedding")
                .hasMessage("Expected no nulls in column 'embedding' of the source; found 2 null vectors (id=1, id=5)."
                        + " Repair the rows or set data.invalid=drop"
                        + System.lineSeparator()
                        + "Expected finite values of float32 in column 'embedding' of the source; found 2 vectors with NaN or"
                        + " infinite values (id=3, id=4). Repair the rows or set data.invalid=drop");
    }

    @Test
    void findsANullAnywhereInALongVector(SparkSession spark) {
        Dataset<Row> rows =
                spark.sql("select id, transform(sequence(0, 99), j -> if(id = 3 and j = 70, null, float(j))) embedding"
                        + " from range(5)");

        refuses(rows, "embedding").hasMessageContaining("found 1 vectors with NaN or infinite values (id=3)");
    }

    @Test
    void takesANullInsideAVectorForAnInvalidValue(SparkSession spark) {
        Dataset<Row> rows = spark.sql("select 7L id, array(1f, null) embedding");

        refuses(rows, "embedding").hasMessageContaining("found 1 vectors with NaN or infinite values (id=7)");
    }

    @Test
    void takesADoubleBeyondFloatForInfinite(SparkSession spark) {
        Dataset<Row> rows = spark.sql("select 7L id, array(1d, 1d/3, 1e300d) embedding");

        refuses(rows, "embedding").hasMessageContaining("found 1 vectors with NaN or infinite values (id=7)");
    }

    @Test
    void namesTheFirstRowsOnly(SparkSession spark) {
        Dataset<Row> rows = spark.range(0, 40, 1, 4)
                .withColumn("embedding", functions.expr("if(id % 2 = 0, array(1f, 2f), cast(null as array<float>))"));

        refuses(rows, "embedding").hasMessageContaining("found 20 null vectors (id=1, id=3, id=5, id=7, id=9, …)");
    }

    @Test
    void namesRowsWithoutIdByTheirHash(SparkSession spark) {
        Dataset<Row> rows = spark.sql("select array(1f, float('NaN')) embedding");
        long hash = rows.selectExpr("xxhash64(embedding)").first().getLong(0);

        refuses(rows, "embedding").hasMessageContaining("(xxhash64(embedding)=" + hash + ")");
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesSeveralLengthsEvenWhenDropping(DataType type, SparkSession spark) {
        Dataset<Row> rows = TestSets.of(
                        spark,
                        type,
                        List.of(new float[] {1}, new float[] {1, 2}, new float[] {1, 2}, new float[] {1, 2, 3}))
                .repartition(3);

        assertThatThrownBy(() -> FeatureSet.scan("the source", rows, "embedding", InvalidRows.DROP))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "Expected vectors of length 2 in column 'embedding' of the source; found length 1 in 1 of them"
                                + " (id=0)"
                                + System.lineSeparator()
                                + "Expected vectors of length 2 in column 'embedding' of the source; found length 3 in"
                                + " 1 of them (id=3)");
    }

    @Test
    void refusesEmptySets(SparkSession spark) {
        refuses(TestSets.of(spark), "embedding")
                .hasMessage("Expected vectors in column 'embedding' of the source; found no rows");
        refuses(TestSets.of(spark, new float[0]), "embedding")
                .hasMessage(
                        "Expected vectors of at least one value in column 'embedding' of the source; found empty ones");
        Dataset<Row> nulls = TestSets.of(spark, FLOATS, Arrays.asList(null, null));
        assertThatThrownBy(() -> FeatureSet.scan("the source", nulls, "embedding", InvalidRows.DROP))
                .hasMessage("Expected vectors in column 'embedding' of the source; found no valid row, 2 dropped");
    }

    @Test
    void refusesMissingAndUnsuitableColumns(SparkSession spark) {
        Dataset<Row> rows = spark.createDataFrame(
                List.of(),
                new StructType()
                        .add("name", DataTypes.StringType)
                        .add("embeddings", FLOATS)
                        .add("tags", DataTypes.createArrayType(DataTypes.StringType)));

        refuses(rows, "embedding")
                .hasMessage("Expected a column 'embedding'; found the columns 'embeddings' array<float>, 'name' string,"
                        + " 'tags' array<string>");
        refuses(rows, "tags")
                .hasMessage("Expected column 'tags' of type array<float>, array<double> or vector; found array<string>"
                        + " among the columns 'tags' array<string>, 'name' string, 'embeddings' array<float>");
    }

    @Test
    void refusesTwoDimensions(SparkSession spark) {
        FeatureSet two =
                FeatureSet.scan("the source", TestSets.of(spark, new float[2]), "embedding", InvalidRows.ERROR);
        FeatureSet three =
                FeatureSet.scan("the target", TestSets.of(spark, new float[3]), "embedding", InvalidRows.ERROR);

        assertThatThrownBy(() -> FeatureSet.requireSameDimension(two, three))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "Expected source and target vectors of one length; found 2 in column 'embedding' of the source"
                                + " and 3 in column 'embedding' of the target");
    }

    @Test
    void findsColumnsWithAnyName(SparkSession spark) {
        Dataset<Row> rows = TestSets.of(spark, new float[] {1, 2}).withColumnRenamed("embedding", "a.b`c");

        assertThat(FeatureSet.scan("the source", rows, "a.b`c", InvalidRows.ERROR)
                        .statistics()
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void knowsThePoliciesByName() {
        assertThat(InvalidRows.of("drop")).isEqualTo(InvalidRows.DROP);
        assertThat(InvalidRows.of("error")).isEqualTo(InvalidRows.ERROR);
        assertThatThrownBy(() -> InvalidRows.of("skip"))
                .hasMessage("Expected 'error' or 'drop' for invalid rows; found 'skip'");
    }

    private static List<float @Nullable []> withFaults() {
        return Arrays.asList(
                new float[] {1, 2},
                null,
                new float[] {2, 3},
                new float[] {Float.NaN, 0},
                new float[] {0, Float.NEGATIVE_INFINITY},
                null,
                new float[] {3, 4});
    }

    private static AbstractThrowableAssert<?, ?> refuses(Dataset<Row> rows, String column) {
        ThrowingCallable scan = () -> FeatureSet.scan("the source", rows, column, InvalidRows.ERROR);
        return assertThatThrownBy(scan).isInstanceOf(InvalidInputException.class);
    }
}
