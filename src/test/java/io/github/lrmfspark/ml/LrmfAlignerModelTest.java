package io.github.lrmfspark.ml;

import static io.github.lrmfspark.ml.LrmfAlignerTest.normal;
import static io.github.lrmfspark.ml.LrmfAlignerTest.realNvp;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SparkTest
@TestInstance(Lifecycle.PER_CLASS)
class LrmfAlignerModelTest {
    private LrmfAlignerModel model;
    private Dataset<Row> source;

    static Stream<DataType> types() {
        return Stream.of(TestSets.FLOATS, TestSets.DOUBLES, TestSets.VECTOR);
    }

    @BeforeAll
    void fit(SparkSession spark) {
        source = normal(spark, 700, 3, 1).repartition(3).cache();
        model = realNvp().fit(source, normal(spark, 500, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("types")
    void mapsEveryTypeThereAndBack(DataType type, SparkSession spark) {
        Dataset<Row> rows = TestSets.of(spark, type, List.copyOf(TestSets.normal(700, 3, 1)));

        Dataset<Row> aligned = model.transform(rows);
        Dataset<Row> back =
                model.inverse().setFeaturesCol("aligned").setOutputCol("back").transform(aligned);

        assertThat(aligned.schema()).isEqualTo(model.transformSchema(rows.schema()));
        assertThat(back.schema().apply("back").dataType()).isEqualTo(type);
        PackedRows expected = packed(rows, "embedding");
        PackedRows mapped = packed(aligned, "aligned");
        PackedRows found = packed(back, "back");
        assertThat(mapped).isEqualTo(model.map(expected)).isNotEqualTo(expected);
        for (int i = 0; i < 700; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(found.value(i, j)).isEqualTo(expected.value(i, j), within(1e-3f));
            }
        }
    }

    @Test
    void saysHowMuchItStretchesSpace() {
        PackedRows rows = packed(source, "embedding");
        LrmfAlignerModel.Mapped there = model.mapWithLogDet(rows);
        LrmfAlignerModel.Mapped back = model.inverse().mapWithLogDet(there.rows());
        for (int i = 0; i < rows.rows(); i++) {
            assertThat(back.logDet()[i]).isCloseTo(-there.logDet()[i], within(1e-3));
        }
        assertThat(there.logDet()[300]).isCloseTo(numericLogDet(rows.slice(300, 301)), within(0.01));
    }

    @Test
    void anImageThatIsNotFiniteIsRefusedAndItsRowNamed(SparkSession spark) {
        Dataset<Row> far = spark.sql("select id, array(0f, if(id = 7, 3.4e38f, 1f), 2f) embedding from range(9)");
        assertThatThrownBy(() -> model.transform(far).collectAsList())
                .hasStackTraceContaining("Expected rows whose images float32 can hold; found that of id=7 beyond it.");
        assertThatThrownBy(() -> model.transform(far.drop("id")).collectAsList())
                .hasStackTraceContaining("found that of the row that begins with [0.0, 3.4E38, 2.0]");
    }

    /** By central differences at one row. */
    private double numericLogDet(PackedRows row) {
        float h = 0.05f;
        double[][] jacobian = new double[3][3];
        for (int j = 0; j < 3; j++) {
            float[] above = row.toArray();
            float[] below = row.toArray();
            above[j] += h;
            below[j] -= h;
            PackedRows up = model.map(PackedRows.of(3, above));
            PackedRows down = model.map(PackedRows.of(3, below));
            for (int i = 0; i < 3; i++) {
                jacobian[i][j] = (up.value(0, i) - down.value(0, i)) / (2 * h);
            }
        }
        return Math.log(Math.abs(new LUDecomposition(MatrixUtils.createRealMatrix(jacobian)).getDeterminant()));
    }

    @Test
    void leavesOtherColumnsByteForByte(SparkSession spark) {
        Dataset<Row> rows = source.selectExpr(
                "id",
                "embedding",
                "cast(id as string) as `a.b`",
                "date'1582-10-10' as day",
                "timestamp'0001-01-01 00:00:00.123456' as time",
                "cast(id / 7 as decimal(30, 12)) as money",
                "encode(cast(id as string), 'UTF-16') as bytes",
                "map(id, array(double(id), null)) as nested",
                "struct(id, embedding) as pair",
                "float('NaN') as nan",
                "cast(null as string) as nothing");

        Dataset<Row> aligned = model.transform(rows);

        assertThat(bytes(aligned.drop("aligned"))).isEqualTo(bytes(rows));
        assertThat(bytes(aligned.drop("embedding", "aligned"))).isEqualTo(bytes(rows.drop("embedding")));
        assertThat(aligned.rdd().getNumPartitions()).isEqualTo(rows.rdd().getNumPartitions());
    }

    @Test
    void mayReplaceTheColumn(SparkSession spark) {
        LrmfAlignerModel inPlace = model.copy(ParamMap.empty());
        Dataset<Row> replaced = inPlace.setOutputCol("embedding").transform(source);

        assertThat(replaced.schema()).isEqualTo(source.schema());
        assertThat(packed(replaced, "embedding")).isEqualTo(packed(model.transform(source), "aligned"));
    }

    @Test
    void keepsEmptyPartitionsAndNulls(SparkSession spark) {
        Dataset<Row> rows = TestSets.of(
                        spark,
                        TestSets.FLOATS,
                        Arrays.asList(null, new float[] {1, 2, 3}, null, new float[] {4, 5, Float.NaN}))
                .repartition(9);

        List<Row> aligned = model.transform(rows).orderBy("id").collectAsList();

        assertThat(aligned).hasSize(4);
        assertThat(aligned.get(0).isNullAt(2)).isTrue();
        assertThat(aligned.get(1).getList(2)).doesNotContain(Float.NaN).hasSize(3);
        assertThat(aligned.get(2).isNullAt(2)).isTrue();
        assertThat(model.transform(rows.limit(0)).collectAsList()).isEmpty();
    }

    @Test
    void refusesVectorsOfAnotherLength(SparkSession spark) {
        Dataset<Row> rows = TestSets.of(spark, new float[] {1, 2}, new float[] {3, 4});
        Dataset<Row> aligned = model.transform(rows);

        assertThatThrownBy(aligned::collectAsList)
                .hasRootCauseInstanceOf(InvalidInputException.class)
                .rootCause()
                .hasMessage("Expected vectors of length 3, which the model was trained on; found one of length 2");
        assertThatThrownBy(() ->
                        model.requireDimension(FeatureSet.scan("the source", rows, "embedding", InvalidRows.ERROR)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Expected vectors of length 3, which the model was trained on; found length 2 in column"
                        + " 'embedding'");
    }

    /** The vectors have the wrong length, which nobody notices as long as nobody maps them. */
    @Test
    void mapsNothingThatIsNotAskedFor(SparkSession spark) {
        Dataset<Row> aligned = model.transform(TestSets.of(spark, new float[] {1, 2}, new float[] {3, 4}));

        assertThat(aligned.count()).isEqualTo(2);
        assertThat(aligned.select("id").collectAsList()).hasSize(2);
    }

    @Test
    void isPartOfAPipelineThatIsSaved(SparkSession spark, @TempDir Path directory) throws IOException {
        Dataset<Row> both = source.withColumn("domain", lit("source"))
                .union(normal(spark, 300, 3, 2).withColumn("domain", lit("target")));
        PipelineModel pipeline = new Pipeline()
                .setStages(new PipelineStage[] {
                    realNvp().setDomainCol("domain"),
                    new SQLTransformer().setStatement("select *, aligned[0] as first from __THIS__")
                })
                .fit(both);
        String path = directory.resolve("pipeline").toString();

        pipeline.save(path);
        PipelineModel loaded = PipelineModel.load(path);

        assertThat(bytes(loaded.transform(both))).isEqualTo(bytes(pipeline.transform(both)));
        assertThat(((LrmfAlignerModel) loaded.stages()[0]).hasSummary()).isFalse();
        assertThatThrownBy(() -> ((LrmfAlignerModel) loaded.stages()[0]).summary())
                .hasMessage("Expected a model that was just fitted; found one without a summary");
    }

    @Test
    void isSavedWithItsDirection(SparkSession spark, @TempDir Path directory) throws IOException {
        String path = directory.resolve("inverse").toString();
        LrmfAlignerModel inverse = model.inverse();

        inverse.save(path);
        LrmfAlignerModel loaded = LrmfAlignerModel.load(path);

        assertThat(loaded.parameters()).isEqualTo(model.parameters());
        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat(bytes(loaded.transform(source))).isEqualTo(bytes(inverse.transform(source)));
        assertThat(bytes(loaded.inverse().transform(source))).isEqualTo(bytes(model.transform(source)));
        assertThatThrownBy(() -> model.save(path)).isInstanceOf(IOException.class);
        model.write().overwrite().save(path);
        assertThat(bytes(LrmfAlignerModel.load(path).transform(source))).isEqualTo(bytes(model.transform(source)));
    }

    @Test
    void refusesDamagedDirectories(SparkSession spark, @TempDir Path directory) throws IOException {
        refuses(directory.resolve("missing"), "");

        Path other = directory.resolve("other");
        realNvp().save(other.toString());
        refuses(other, "found none that can be read: ");

        Path withoutData = saved(directory.resolve("without"));
        try (Stream<Path> files = Files.walk(withoutData.resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        refuses(withoutData, "found none that can be read: ");

        Path changed = saved(directory.resolve("changed"));
        spark.read()
                .parquet(changed.resolve("data").toString())
                .selectExpr("spec", "substring(parameters, 5) as parameters", "checksum")
                .write()
                .parquet(changed.resolve("new").toString());
        Path data = changed.resolve("data");
        Files.move(data, changed.resolve("old"));
        Files.move(changed.resolve("new"), data);
        refuses(changed, "found none that can be read: its checksum does not fit its content. Train it again");

        Path truncated = saved(directory.resolve("truncated"));
        try (Stream<Path> files = Files.list(truncated.resolve("data"));
                RandomAccessFile file = new RandomAccessFile(
                        files.filter(f -> f.toString().endsWith(".parquet"))
                                .findFirst()
                                .orElseThrow()
                                .toFile(),
                        "rw")) {
            file.setLength(file.length() / 2);
        }
        refuses(truncated, "found none that can be read: ");
    }

    private Path saved(Path path) throws IOException {
        model.save(path.toString());
        return path;
    }

    private static void refuses(Path path, String message) {
        assertThatThrownBy(() -> LrmfAlignerModel.load(path.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Expected a saved model at '" + path + "'; ")
                .hasMessageContaining(message);
    }

    private static PackedRows packed(Dataset<Row> rows, String column) {
        return TestSets.packed(rows.orderBy("id")
                .select(FeatureSchema.of(rows.schema(), column).floats())
                .toJavaRDD()
                .map(row -> {
                    List<Float> values = row.getList(0);
                    float[] vector = new float[values.size()];
                    for (int j = 0; j < vector.length; j++) {
                        vector[j] = values.get(j);
                    }
                    return vector;
                })
                .collect());
    }

    /** The rows as Spark holds them, in their order. */
    private static List<List<Byte>> bytes(Dataset<Row> rows) {
        return rows.queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> {
                    List<Byte> bytes = new ArrayList<>();
                    for (byte b : ((UnsafeRow) row).getBytes()) {
                        bytes.add(b);
                    }
                    return bytes;
                })
                .collect();
    }
}
