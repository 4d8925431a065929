package io.github.lrmfspark.ml;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that is asked for images of length one. */
@SparkTest
class NormalisedImagesTest {
    private static final int ROWS = 300;

    private final SparkSession spark;
    private LrmfAlignerModel model;

    @TempDir
    private Path folder;

    NormalisedImagesTest(SparkSession spark) {
        this.spark = spark;
    }

    @BeforeEach
    void load() throws URISyntaxException {
        model = LrmfAlignerModel.load(FormerFormatTest.resource("model").toString())
                .inverse()
                .setOutputCol("embedding")
                .setNormalise(true);
    }

    /** The ways in which a model maps rows. */
    private enum Way {
        TRANSFORM {
            @Override
            Dataset<Row> of(LrmfAlignerModel model, Dataset<Row> rows, Path folder) {
                return model.transform(rows);
            }
        },
        FILES {
            @Override
            Dataset<Row> of(LrmfAlignerModel model, Dataset<Row> rows, Path folder) throws IOException {
                rows.write().parquet(folder.resolve("set").toString());
                String mapped = folder.resolve("mapped").toString();
                SparkSession spark = rows.sparkSession();
                model.map(ParquetSource.at(spark, folder.resolve("set").toString()), InvalidRows.ERROR, mapped);
                return spark.read().parquet(mapped);
            }
        };

        abstract Dataset<Row> of(LrmfAlignerModel model, Dataset<Row> rows, Path folder) throws IOException;
    }

    /** In either direction an image is that of the map alone, over its length; by every way the bits are the same. */
    @ParameterizedTest
    @EnumSource
    void areThoseOfTheMapOverTheirLength(Way way) throws IOException {
        PackedRows raw = TestSets.packed(TestSets.normal(ROWS, 3, 1));
        for (LrmfAlignerModel map : List.of(model, model.inverse())) {
            PackedRows normalised = map.map(raw);
            Path place = Files.createTempDirectory(folder, "way");
            assertThat(way.of(map, TestSets.of(spark, raw), place)
                            .orderBy("id")
                            .select("embedding")
                            .collectAsList())
                    .extracting(row -> row.getList(0))
                    .isEqualTo(lists(normalised));
            PackedRows plain = map.setNormalise(false).map(raw);
            for (int i = 0; i < ROWS; i++) {
                double length = Math.hypot(Math.hypot(plain.value(i, 0), plain.value(i, 1)), plain.value(i, 2));
                for (int j = 0; j < 3; j++) {
                    assertThat(normalised.value(i, j)).isEqualTo((float) (plain.value(i, j) / length), within(1e-7f));
                }
            }
        }
    }

    private static List<List<Float>> lists(PackedRows rows) {
        float[] all = rows.toArray();
        return IntStream.range(0, rows.rows())
                .mapToObj(i -> List.of(all[3 * i], all[3 * i + 1], all[3 * i + 2]))
                .toList();
    }

    static List<DataType> types() {
        return List.of(TestSets.FLOATS, TestSets.DOUBLES, TestSets.VECTOR);
    }

    /** Null stays null and no number stays none; a row that is not of the source keeps its vector. */
    @ParameterizedTest
    @MethodSource("types")
    void areOfTheVectorsThatAreMappedAlone(DataType type) {
        List<float[]> vectors = Arrays.asList(null, new float[] {1, 2, 3}, new float[] {3, 4, 12});
        Dataset<Row> rows =
                TestSets.of(spark, type, vectors).withColumn("domain", expr("if(id = 2, 'target', 'source')"));
        model.set(model.domainCol(), "domain");
        List<Row> found = model.transform(rows).orderBy("id").collectAsList();
        assertThat(found.get(0).isNullAt(1)).isTrue();
        assertThat(found.get(1)).isNotEqualTo(rows.collectAsList().get(1));
        assertThat(found.get(2)).isEqualTo(rows.collectAsList().get(2));
    }

    @Test
    void areSavedWithTheModelWhereTheyAreAskedFor() throws IOException {
        model.save(folder.resolve("normalised").toString());
        PackedRows row = PackedRows.of(3, new float[] {1, 2, 3});
        assertThat(LrmfAlignerModel.load(folder.resolve("normalised").toString())
                        .map(row))
                .isEqualTo(model.map(row));
        LrmfAlignerModel fitted = new LrmfAlignerModel("fitted", model.spec(), model.parameters(), null);
        fitted.save(folder.resolve("fitted").toString());
        assertThat(Files.readString(folder.resolve("fitted/metadata/part-00000")))
                .as("what a program reads that knows no such param")
                .contains("direction")
                .doesNotContain("normalise");
    }
}
