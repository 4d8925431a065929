package io.github.lrmfspark.ml;

import static io.github.lrmfspark.ml.LrmfAlignerTest.normal;
import static io.github.lrmfspark.ml.LrmfAlignerTest.realNvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.storage.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of flow is fitted on Spark, saved, loaded, and maps there and back. */
@SparkTest
class FlowKindsTest {
    private static final int D = 16;

    @TempDir
    private Path folder;

    static Stream<Arguments> kinds() {
        return Stream.concat(
                Stream.of(Kind.values()).map(kind -> Arguments.of(kind.label(), "none")),
                Stream.of(Arguments.of("glow", "1x4x4")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isFittedSavedAndLoaded(String kind, String image, SparkSession spark) throws Exception {
        Dataset<Row> source = normal(spark, 300, D, 1);
        LrmfAlignerModel model = realNvp().setFlowKind(kind).setImage(image).fit(source, normal(spark, 300, D, 2));
        model.save(folder.resolve("model").toString());
        LrmfAlignerModel loaded = LrmfAlignerModel.load(folder.resolve("model").toString());

        PackedRows rows = PackedRows.of(D, flat(TestSets.normal(64, D, 3)));
        PackedRows mapped = loaded.map(rows);
        assertThat(mapped).isEqualTo(model.map(rows)).isNotEqualTo(rows);
        PackedRows returned = loaded.inverse().map(mapped);
        for (int i = 0; i < rows.rows(); i++) {
            for (int j = 0; j < D; j++) {
                assertThat(returned.value(i, j)).isEqualTo(rows.value(i, j), within(1e-3f));
            }
        }
    }

    private static float[] flat(List<float[]> rows) {
        float[] values = new float[rows.size() * D];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * D, D);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "glow, 1x2x4, 'Expected vectors of length 8, which is an image of 1x2x4; found length 16'",
        "glow, 16x1x1, 'Expected images of even height and width; found 16x1x1'",
        "realnvp, 1x4x4, 'Expected the flow glow for images; found realnvp'"
    })
    void anImageThatDoesNotFitIsRefused(String kind, String image, String message, SparkSession spark) {
        LrmfAligner aligner = realNvp().setFlowKind(kind).setImage(image);
        Dataset<Row> rows = normal(spark, 50, D, 1);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> aligner.fit(rows, rows))
                .withMessageContaining(message);
    }
}
