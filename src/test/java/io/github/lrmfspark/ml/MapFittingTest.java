package io.github.lrmfspark.ml;

import static io.github.lrmfspark.settings.Keys.TRAINING_AFFINE_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_POLISH_STEPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.data.DomainSplit;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SplitOptions;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.SlicedWasserstein2;
import io.github.lrmfspark.ml.LrmfAlignerSummary.Polish;
import io.github.lrmfspark.objective.SlicedWasserstein;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.train.FitContext;
import io.github.lrmfspark.train.Initialisation;
import io.github.lrmfspark.train.PlainTraining;
import io.github.lrmfspark.train.ProgressListener;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The phases of a training, on two moons of which one is turned. */
@SparkTest
class MapFittingTest {
    private static final SyntheticDomains MOONS = new SyntheticDomains(Kind.MOONS, 300, 2, 50, 0.05, 1);
    private static final PackedRows SOURCE = MOONS.source().rows();
    private static final PackedRows TARGET = MOONS.target().rows();

    private final Dataset<Row> source;
    private final Dataset<Row> target;

    MapFittingTest(SparkSession spark) {
        source = TestSets.of(spark, SOURCE);
        target = TestSets.of(spark, TARGET);
    }

    @Test
    void theAffineStartGoesBeforeTheOtherSteps() {
        NotedPhases phases = new NotedPhases();
        LrmfAligner aligner = small().setAffineSteps(15).setSlicedWeight(0.5).setWorkers(2);

        LrmfAlignerModel model = aligner.setProgress(phases).fit(source, target);

        TrainingResult training = model.summary().training();
        assertThat(phases.names()).containsExactly("affine start", "training");
        assertThat(training.steps()).isEqualTo(35);
        assertThat(training.rounds()).isEqualTo(3 + 4);
        assertThat(training.history())
                .extracting(HistoryPoint::step)
                .startsWith(0, 5)
                .endsWith(30, 35)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(model.summary().recipe().phases().affineSteps()).isEqualTo(15);
        assertThat(model.summary().recipe().phases().slicedWeight()).isEqualTo(0.5);
        assertThat(aligner.fit(source, target).parameters()).isEqualTo(model.parameters());
        assertThat(aligner.setAffineSteps(0).fit(source, target).parameters()).isNotEqualTo(model.parameters());
    }

    @Test
    void anAffineStartThatIsGivenUpLeavesAWholeModel() {
        assertThatThrownBy(() -> small().setAffineSteps(50)
                        .setNoise(1e30)
                        .setAveragingFrequency(1)
                        .fit(source, target))
                .isInstanceOfSatisfying(AlignmentFailedException.class, e -> {
                    LrmfAlignerModel last = e.lastGood();
                    assertThat(last.parameters())
                            .hasSameSizeAs(small().fit(source, target).parameters());
                    assertThat(standardised("the target", target, last.map(SOURCE))
                                    .toArray())
                            .containsExactly(
                                    standardised("the source", source, SOURCE).toArray(), within(1e-5f));
                });
    }

    @Test
    void anAffineFlowHasNoAffineStart() {
        LrmfAligner affine = small().setFlowKind("affine");
        LrmfAlignerModel model = affine.fit(source, target);
        LrmfAlignerModel other = affine.setAffineSteps(15).fit(source, target);
        assertThat(other.summary().training().steps()).isEqualTo(20);
        assertThat(other.parameters()).isEqualTo(model.parameters());
    }

    @Test
    void thePolishMovesTheMapAloneAndTowardsTheTarget() {
        FeatureSet a = scan("the source", source);
        FeatureSet b = scan("the target", target);
        AlignerSpec spec = AlignerSpec.of(
                new FlowOptions(FlowOptions.Kind.REAL_NVP, 4, 16, 2),
                1,
                a.statistics().marginals(),
                b.statistics().marginals());
        try (DomainSplit rows = DomainSplit.of(
                a,
                b,
                new SplitOptions(1, 0.1, 1_000, 1),
                spec.standardisation().learnt(),
                sample -> spec.preparation())) {
            float[] initial = Initialisation.of(spec.loss(), rows.prepared(rows.trainingSample()), spec.seed());

            float[] polished = fitting(spec, 300).polished(rows, initial).parameters();

            int ofTheMap = spec.matching(new SlicedWasserstein(1, 1, 1)).parameterCount();
            assertThat(polished).hasSameSizeAs(initial);
            assertThat(tail(polished, ofTheMap)).isNotEmpty().isEqualTo(tail(initial, ofTheMap));
            assertThat(distance(spec, polished)).isLessThan(0.8 * distance(spec, initial));
            assertThat(fitting(spec, 300).polished(rows, initial).parameters()).isEqualTo(polished);
            assertThat(fitting(spec, 0).polished(rows, initial).parameters()).isEqualTo(initial);
        }
    }

    @Test
    void thePolishIsTheLastPhaseAndTheLossIsOfTheStepBefore() {
        NotedPhases phases = new NotedPhases();
        LrmfAlignerModel plain = small().fit(source, target);

        LrmfAlignerModel polished =
                small().setPolishSteps(5).setProgress(phases).fit(source, target);

        assertThat(phases.names()).containsExactly("training", "polish");
        assertThat(polished.parameters()).isNotEqualTo(plain.parameters());
        assertThat(polished.summary().heldOutLoss().mean("total"))
                .isEqualTo(plain.summary().heldOutLoss().mean("total"));
        assertThat(polished.summary().training().steps()).isEqualTo(20);
        assertThat(plain.summary().polish()).isEqualTo(Polish.NONE);
        assertThat(polished.summary().polish()).isEqualTo(Polish.KEPT);
    }

    /** A third of the source's first moon is left: to match the target, a polish moves rows from one moon to the other. */
    @Test
    void aPolishThatMovesRowsBetweenClassesIsUndone(SparkSession spark) {
        int[] labels = MOONS.source().labels();
        PackedRows.Builder kept = new PackedRows.Builder(2);
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] == 1 || row % 3 == 0) {
                kept.add(new float[] {SOURCE.value(row, 0), SOURCE.value(row, 1)});
            }
        }
        Dataset<Row> unlike = TestSets.of(spark, kept.build());
        LrmfAligner aligner = small().setAffineSteps(500)
                .setSteps(500)
                .setTransformRateRatio(0.5)
                .setNoise(0.2);

        LrmfAlignerModel plain = aligner.fit(unlike, target);
        LrmfAlignerModel polished = aligner.setPolishSteps(400).fit(unlike, target);

        assertThat(polished.summary().polish()).isEqualTo(Polish.UNDONE);
        assertThat(polished.parameters()).isEqualTo(plain.parameters());
    }

    private static LrmfAligner small() {
        return LrmfAlignerTest.realNvp();
    }

    private static MapFitting fitting(AlignerSpec spec, int polishSteps) {
        Recipe recipe = PlainTraining.of(1, 32, 1e-3)
                .with(TRAINING_AVERAGING_FREQUENCY, 10)
                .with(TRAINING_AFFINE_STEPS, 0)
                .with(TRAINING_POLISH_STEPS, polishSteps);
        return new MapFitting(spec, recipe, FitContext.of(ProgressListener.none()));
    }

    private static double distance(AlignerSpec spec, float[] parameters) {
        PackedRows mapped = new LrmfAlignerModel("model", spec, parameters, null).map(SOURCE);
        AlignedSamples samples = AlignedSamples.of(Sample.unlabelled(SOURCE), mapped, Sample.unlabelled(TARGET));
        return Objects.requireNonNull(new SlicedWasserstein2(64, 1).of(samples).get("slicedWasserstein2"))
                .value();
    }

    private static float[] tail(float[] vector, int from) {
        return Arrays.copyOfRange(vector, from, vector.length);
    }

    private static PackedRows standardised(String role, Dataset<Row> set, PackedRows rows) {
        return scan(role, set).statistics().marginals().standardisation().of(rows);
    }

    private static FeatureSet scan(String role, Dataset<Row> rows) {
        return FeatureSet.scan(role, rows, "embedding", InvalidRows.ERROR);
    }
}
