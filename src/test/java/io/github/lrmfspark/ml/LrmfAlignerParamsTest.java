package io.github.lrmfspark.ml;

import static io.github.lrmfspark.ml.LrmfAlignerTest.normal;
import static io.github.lrmfspark.ml.LrmfAlignerTest.realNvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.train.Recipe;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The params of an aligner: what they are taken from, what they allow, and that they are kept. */
@SparkTest
class LrmfAlignerParamsTest {
    @Test
    void takesUnsetParamsFromTheRecipe(SparkSession spark) {
        Dataset<Row> rows = normal(spark, 60, 2, 1);
        LrmfAligner aligner = new LrmfAligner()
                .setFeaturesCol("embedding")
                .setSteps(1)
                .setAffineSteps(2)
                .setPolishSteps(3)
                .setNoise(0.25)
                .setBoundEnabled(false)
                .setCouplings(2)
                .setSeed(5);

        Recipe found = aligner.fit(rows, rows).summary().recipe();

        Recipe measured = Recipe.forDimension(2, 60);
        assertThat(found.flow().couplings()).isEqualTo(2);
        assertThat(found.flow().hidden()).isEqualTo(measured.flow().hidden());
        assertThat(found.phases())
                .isEqualTo(measured.with(Keys.TRAINING_AFFINE_STEPS, 2)
                        .with(Keys.TRAINING_POLISH_STEPS, 3)
                        .with(Keys.TRAINING_CANDIDATES, "lrmf")
                        .phases());
        assertThat(found.training().noise()).isEqualTo(0.25);
        assertThat(found.training().steps()).isEqualTo(1);
        assertThat(found.training().seed()).isEqualTo(5);
        assertThat(found.training().workers()).isEqualTo(1);
        assertThat(found.training().learningRate())
                .isEqualTo(measured.training().learningRate());
        assertThat(found.training().batchSize()).isEqualTo(measured.training().batchSize());
    }

    @Test
    void anAffineMapIsTrainedAtOneRateInOnePhase(SparkSession spark) {
        Dataset<Row> rows = normal(spark, 60, 2, 1);
        LrmfAligner aligner = new LrmfAligner()
                .setFeaturesCol("embedding")
                .setFlowKind("affine")
                .setSteps(1)
                .setBoundEnabled(false);

        Recipe found = aligner.fit(rows, rows).summary().recipe();

        assertThat(found.training().transformRateRatio()).isEqualTo(1);
        assertThat(found.phases().affineSteps()).isZero();
        assertThat(found.phases().slicedWeight()).isZero();
        assertThat(found.phases().polishSteps()).isZero();
    }

    @Test
    void takesASettingByItsRowOrByItsName() {
        Settings settings = Settings.defaults()
                .with(Keys.TRAINING_NOISE, 0.3)
                .with(Keys.CHECKPOINT_KEEP, 9)
                .with(Keys.EVALUATION_ROWS, 10);
        LrmfAligner aligner =
                new LrmfAligner().set(settings).set(Keys.FLOW_HIDDEN, 16).setWorkers(0);

        assertThat(aligner.getOrDefault(aligner.getParam("noise"))).isEqualTo(0.3);
        assertThat(aligner.getOrDefault(aligner.param(Keys.CHECKPOINT_KEEP))).isEqualTo(9);
        assertThat(aligner.isDefined(aligner.param(Keys.TRAINING_STEPS))).isFalse();
        Settings read = SettingParams.settings(aligner);
        assertThat(read.get(Keys.TRAINING_NOISE)).isEqualTo(0.3);
        assertThat(read.get(Keys.FLOW_HIDDEN)).isEqualTo(16);
        assertThat(read.isAuto(Keys.TRAINING_WORKERS)).isTrue();
        assertThat(read.isAuto(Keys.TRAINING_STEPS)).isTrue();
    }

    /** So models and checkpoints are the same, whatever it says. */
    @Test
    void whatIsOfTheOutputAloneIsNoParamOfATraining() {
        LrmfAligner aligner = new LrmfAligner("a").set(Settings.defaults().with(Keys.OUTPUT_NORMALISE, true));

        assertThat(aligner.extractParamMap())
                .hasToString(new LrmfAligner("a")
                        .set(Settings.defaults())
                        .extractParamMap()
                        .toString());
        assertThat(SettingParams.settings(aligner).get(Keys.OUTPUT_NORMALISE)).isFalse();
    }

    @Test
    void explainsItsParams(SparkSession spark) {
        LrmfAligner aligner = new LrmfAligner("a").setFeaturesCol("embedding").setSteps(7);

        assertThat(aligner.explainParams())
                .contains("featuresCol: column of vectors: array<float>, array<double> or vector"
                        + " (default: features, current: embedding)")
                .contains(
                        "steps: a whole number from 1 to 2147483647. Minibatches that each worker takes. (current: 7)")
                .contains(
                        "noise: a number of at least 0. Standard deviation of the noise added to standardised rows of both"
                                + " sets. (undefined)")
                .contains(
                        "workers: a whole number from 1 to 2147483647, or 0 for auto. Tasks that train at the same time;")
                .contains(
                        "seed: a whole number of at least -9223372036854775808. Root of everything random. (default: 1)");
        assertThat(aligner.params()).hasSize(8 + aligner.settings().size());
        assertThatThrownBy(() -> aligner.setSteps(0)).hasMessageContaining("steps given invalid value 0");
        assertThatThrownBy(() -> aligner.setFlowKind("nice")).hasMessageContaining("flowKind given invalid value nice");
        assertThatThrownBy(() -> aligner.setTransformRateRatio(1.5)).hasMessageContaining("transformRateRatio");
    }

    @Test
    void isSavedAndLoaded(SparkSession spark, @TempDir Path directory) throws Exception {
        LrmfAligner aligner = realNvp().setLearningRate(0.01).setMaxRows(12).setTransformRateRatio(0.2);
        String path = directory.resolve("aligner").toString();

        aligner.save(path);

        assertThat(LrmfAligner.load(path).extractParamMap())
                .hasToString(aligner.extractParamMap().toString());
        assertThat(LrmfAligner.load(path).uid()).isEqualTo(aligner.uid());
    }
}
