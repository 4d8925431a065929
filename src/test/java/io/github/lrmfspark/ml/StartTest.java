package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.choice.Start;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.LabelAccuracy;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.storage.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clusters of which one set is turned by 50 degrees in eight planes. */
@SparkTest
class StartTest {
    private static final SyntheticDomains CLUSTERS = new SyntheticDomains(Kind.CLUSTERS, 800, 16, 50, 0.05, 1);

    private final Dataset<Row> source;
    private final Dataset<Row> target;

    StartTest(SparkSession spark) {
        source = TestSets.of(spark, CLUSTERS.source().rows());
        target = TestSets.of(spark, CLUSTERS.target().rows());
    }

    private static LrmfAligner aligner(String start) {
        return new LrmfAligner()
                .setFeaturesCol("embedding")
                .set(Keys.TRAINING_START, start)
                .setSteps(20)
                .setAffineSteps(0)
                .setPolishSteps(0)
                .setCouplings(2)
                .setHidden(8)
                .setSeed(1)
                .set(Keys.BOUND_ENABLED, false);
    }

    private static double accuracy(PackedRows mapped) {
        return Evaluation.of(
                        List.of(new LabelAccuracy(1)), AlignedSamples.of(CLUSTERS.source(), mapped, CLUSTERS.target()))
                .get("labelAccuracy")
                .value();
    }

    @Test
    void itFindsClassesThatStandardisedVectorsMiss() {
        PackedRows rows = CLUSTERS.source().rows();
        assertThat(accuracy(aligner("standardised").fit(source, target).map(rows)))
                .isLessThan(0.8);
        assertThat(accuracy(aligner("refined").fit(source, target).map(rows))).isGreaterThan(0.95);
    }

    @Test
    void itIsPartOfTheModelOnTheWayThereAndBackAndWhereItWasSaved(@TempDir Path folder) throws Exception {
        LrmfAlignerModel model = aligner("refined").fit(source, target);
        PackedRows rows = CLUSTERS.source().rows();
        PackedRows mapped = model.map(rows);
        assertThat(model.inverse().map(mapped).toArray()).containsExactly(rows.toArray(), within(1e-3f));
        assertThat(aligner("refined").fit(source, target).map(rows)).isEqualTo(mapped);

        String path = folder.resolve("model").toString();
        model.write().save(path);
        assertThat(LrmfAlignerModel.load(path).map(rows)).isEqualTo(mapped);
    }

    @Test
    void theLossIsOfRowsWhereTheStartBringsThem() {
        LrmfAlignerSummary refined = aligner("refined")
                .set(Keys.BOUND_ENABLED, true)
                .fit(source, target)
                .summary();
        double first = refined.training().history().get(0).terms().value("total");
        double last = refined.heldOutLoss().mean("total");
        assertThat(last).isLessThan(first);
        assertThat(refined.bound()).isNotNull();
    }

    /** What a configuration may say is what there is, beside the word for all of them. */
    @Test
    void everyStartHasAWordInAConfiguration() {
        for (Start start : Start.values()) {
            assertThat(Keys.TRAINING_START.allows(start.label()))
                    .as(start.label())
                    .isTrue();
            assertThat(Start.of(start.label())).isEqualTo(start);
        }
        assertThat(Keys.TRAINING_START.range().split(" or ")).hasSize(Start.values().length + 1);
    }

    @Test
    void theBestStartIsFoundByRowsAlone() {
        LrmfAlignerModel best = aligner("best").fit(source, target);
        assertThat(accuracy(best.map(CLUSTERS.source().rows()))).isGreaterThan(0.95);
        assertThat(best.spec().start()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2", "5", "16"})
    void someDirectionsAreEnoughWhereTheStartIsClose(String directions, @TempDir Path folder) throws Exception {
        LrmfAlignerModel model =
                aligner("refined").set(Keys.FLOW_DIRECTIONS, directions).fit(source, target);
        PackedRows rows = CLUSTERS.source().rows();
        PackedRows mapped = model.map(rows);
        assertThat(model.spec().flowDimension()).isEqualTo(Integer.parseInt(directions));
        assertThat(accuracy(mapped)).isGreaterThan(0.95);
        assertThat(model.inverse().map(mapped).toArray()).containsExactly(rows.toArray(), within(1e-3f));
        String path = folder.resolve("model").toString();
        model.write().save(path);
        assertThat(LrmfAlignerModel.load(path).map(rows)).isEqualTo(mapped);
    }

    @Test
    void privateModelsOfAnotherStartAreRefused(@TempDir Path folder) {
        String models = folder.resolve("private").toString();
        aligner("refined")
                .set(Keys.BOUND_ENABLED, true)
                .setPrivateModels(models)
                .fit(source, target);
        LrmfAligner other =
                aligner("standardised").set(Keys.BOUND_ENABLED, true).setPrivateModels(models);
        assertThatThrownBy(() -> other.fit(source, target))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("start");
    }

    @Test
    void fewRowsStartStandardised(SparkSession spark) {
        Dataset<Row> few = TestSets.of(spark, CLUSTERS.source().rows().slice(0, 90));
        LrmfAlignerModel model = aligner("refined").setBatchSize(16).fit(few, few);
        assertThat(model.spec().start()).isEmpty();
    }
}
