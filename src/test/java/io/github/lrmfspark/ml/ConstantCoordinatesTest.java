package io.github.lrmfspark.ml;

import static io.github.lrmfspark.ml.LrmfAlignerTest.realNvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.storage.InvalidInputException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole fits of sets with coordinates that do not vary. */
@SparkTest
class ConstantCoordinatesTest {
    private static final String A = "sin(id * (j + 1.7)) + j";
    private static final String B = "1.3 * cos(id * (j + 2.3)) - j";
    /** Sums of 200 values lose a few of the 24 bits of float32. */
    private static final double ROUNDING = 1e-6;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1} to {2}")
    @CsvSource({
        "realnvp, none,  0,                  0,                      0,    0",
        "realnvp, none,  0.3,                -0.7,                   -0.7, 0",
        "affine,  none,  1e-33 * id,         0,                      0,    0",
        "spline,  none,  1e-9 * sin(id),     2e-9 * cos(id),         0,    1.5e-9",
        "realnvp, none,  sin(id),            0.25,                   0.25, 0",
        "glow,    1x2x4, 0,                  0.5,                    0.5,  2e-6"
    })
    void comeOutWithTheTargetsValueAndSpread(
            String kind,
            String image,
            String ofSource,
            String ofTarget,
            double value,
            double spread,
            SparkSession spark) {
        Dataset<Row> source = set(spark, "if(j in (2, 5), " + ofSource + ", " + A + ")");
        LrmfAlignerModel model = realNvp()
                .setFlowKind(kind)
                .setImage(image)
                .setAffineSteps(5)
                .setPolishSteps(5)
                .fit(source, set(spark, "if(j in (2, 5), " + ofTarget + ", " + B + ")"));

        assertThat(model.spec().learntDimension()).isEqualTo(image.equals("none") ? 6 : 8);
        assertThat(model.summary().heldOutLoss().mean("total")).isFinite();
        Marginals mapped = marginals(model.transform(source), "aligned");
        for (int j : new int[] {2, 5}) {
            assertThat(Math.abs(mapped.mean()[j] - value)).isLessThanOrEqualTo(spread + ROUNDING * Math.abs(value));
            assertThat(mapped.deviation()[j]).isLessThanOrEqualTo(1.1 * spread + 1e-12);
        }
        assertThat(mapped.deviation()[0]).isGreaterThan(0.1);
    }

    @Test
    void theBoundIsOfTheLearntCoordinates(SparkSession spark) {
        LikelihoodBound bound = Objects.requireNonNull(realNvp()
                .setFlowKind("affine")
                .setBoundEnabled(true)
                .setBoundFolds(2)
                .fit(set(spark, "if(j > 1, 0, " + A + ")"), set(spark, "if(j > 1, 0, " + B + ")"))
                .summary()
                .bound());

        assertThat(bound.dimension()).isEqualTo(2);
        assertThat(bound.gap()).isFinite();
    }

    @Test
    void oneThatIsConstantInTheSourceAloneIsLearnt(SparkSession spark) throws Exception {
        Dataset<Row> source = set(spark, "if(j = 2, 0, " + A + ")");
        LrmfAlignerModel model = realNvp().fit(source, set(spark, B));
        assertThat(model.spec().constant()).isEmpty();

        model.save(folder.resolve("model").toString());
        Dataset<Row> mapped =
                LrmfAlignerModel.load(folder.resolve("model").toString()).transform(source);
        assertThat(marginals(mapped, "aligned").deviation()).doesNotContain(Double.NaN);
    }

    /** In the folder: a model that learnt its constant coordinate too, its set, and that set as it was mapped then. */
    @Test
    void aModelSavedBeforeMapsToTheSameBits(SparkSession spark) throws Exception {
        String saved = Path.of(Objects.requireNonNull(getClass().getResource("saved-before-constant-coordinates"))
                        .toURI())
                .toString();
        LrmfAlignerModel model = LrmfAlignerModel.load(saved + "/model");
        assertThat(model.spec().constant()).isEmpty();
        Dataset<Row> mapped = model.setOutputCol("embedding")
                .setFeaturesCol("embedding")
                .transform(spark.read().parquet(saved + "/rows"));
        assertThat(mapped.orderBy("id").collectAsList())
                .hasSize(80)
                .isEqualTo(spark.read().parquet(saved + "/mapped").orderBy("id").collectAsList());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5 | %b | Expected vectors that vary in column 'embedding' of the source; found 200 that do not",
                "%a | 0.5 | Expected vectors that vary in column 'embedding' of the target; found 200 that do not",
                "%a | if(j > 0, 0.5, %b) | Expected 2 coordinates or more that vary in column 'embedding' of the target for the"
                        + " flow 'realnvp'; found 1 of 8. Use the flow 'affine'",
                "if(id = 17, 1e30, %a) | %b | of the source; found 1 vectors with larger ones (id=17 has",
            })
    void setsThatVaryTooLittleOrTooMuchAreRefused(String a, String b, String message, SparkSession spark) {
        assertThatThrownBy(() -> realNvp().fit(set(spark, a.replace("%a", A)), set(spark, b.replace("%b", B))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    private static Dataset<Row> set(SparkSession spark, String value) {
        return spark.sql("select id, transform(sequence(0, 7), j -> cast(" + value
                + " as float)) embedding from range(0, 200, 1, 2)");
    }

    private static Marginals marginals(Dataset<Row> rows, String column) {
        return FeatureSet.scan("the set", rows, column, InvalidRows.ERROR)
                .statistics()
                .marginals();
    }
}
