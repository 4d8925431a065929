package io.github.lrmfspark.train;

import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_NOISE;
import static io.github.lrmfspark.settings.Keys.TRAINING_SEED;
import static io.github.lrmfspark.settings.Keys.TRAINING_TRANSFORM_RATE_RATIO;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.nn.Updater;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import scala.collection.JavaConverters;

@SparkTest
class TrainerTest {
    private static final FlowOptions FLOW = new FlowOptions(FlowOptions.Kind.REAL_NVP, 4, 16, 2);
    private static final Objective OBJECTIVE =
            LogLikelihoodRatio.of(Flows.transform(FLOW, 3, 1), Flows.density(FLOW, 3, 1));
    private static final DomainRows ALL = domains(260, 1);
    private static final DomainRows ROWS = slice(ALL, 0, 210);
    private static final DomainRows HELD_OUT = slice(ALL, 210, 260);

    private static DomainRows domains(int rows, long seed) {
        SyntheticDomains domains = new SyntheticDomains(Kind.BLOBS, rows, 3, 20, 0.1, seed);
        return new DomainRows(domains.source().rows(), domains.target().rows());
    }

    private static DomainRows slice(DomainRows rows, int from, int to) {
        return new DomainRows(rows.source().slice(from, to), rows.target().slice(from, to - 10));
    }

    private static TrainingOptions options(int steps, int workers, int averagingFrequency) {
        return PlainTraining.of(steps, 32, 3e-3)
                .with(TRAINING_TRANSFORM_RATE_RATIO, 0.3)
                .with(TRAINING_NOISE, 0.05)
                .with(TRAINING_WORKERS, workers)
                .with(TRAINING_AVERAGING_FREQUENCY, averagingFrequency)
                .with(TRAINING_SEED, 42L)
                .training();
    }

    private static TrainingResult local(TrainingOptions options) {
        return new LocalTrainer(
                        ROWS,
                        OBJECTIVE,
                        HELD_OUT,
                        FitContext.of(ProgressListener.none()).training("training"))
                .train(OBJECTIVE, Initialisation.of(OBJECTIVE, ROWS, 1), options);
    }

    private static TrainingResult distributed(SparkSession session, List<DomainRows> workers, TrainingOptions options) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        JavaRDD<DomainRows> partitions = spark.parallelize(workers, workers.size());
        return new ParameterAveragingTrainer(
                        spark,
                        partitions,
                        OBJECTIVE,
                        HELD_OUT,
                        FitContext.of(ProgressListener.none()).training("training"))
                .train(OBJECTIVE, Initialisation.of(OBJECTIVE, ROWS, 1), options);
    }

    @Test
    void oneWorkerThatAveragesEveryStepGivesTheLocalParametersBitForBit(SparkSession session) {
        TrainingResult local = local(options(20, 1, 1));
        TrainingResult distributed = distributed(session, List.of(ROWS), options(20, 1, 1));
        assertThat(distributed.parameters()).containsExactly(local.parameters());
        assertThat(distributed
                        .history()
                        .get(distributed.history().size() - 1)
                        .terms()
                        .total())
                .isEqualTo(
                        local.history().get(local.history().size() - 1).terms().total());
    }

    @Test
    void anotherUpdaterGoesToTheWorkersToo(SparkSession session) {
        Updater polyak = new Updater.Polyak(0, 1);
        float[] initial = Initialisation.of(OBJECTIVE, ROWS, 1);
        FitContext.Training context = FitContext.of(ProgressListener.none()).training("training");
        float[] local = new LocalTrainer(ROWS, OBJECTIVE, HELD_OUT, context)
                .with(polyak)
                .train(OBJECTIVE, initial, options(10, 1, 1))
                .parameters();
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        float[] distributed = new ParameterAveragingTrainer(
                        spark, spark.parallelize(List.of(ROWS), 1), OBJECTIVE, HELD_OUT, context)
                .with(polyak)
                .train(OBJECTIVE, initial, options(10, 1, 1))
                .parameters();
        assertThat(distributed).containsExactly(local);
        assertThat(local).isNotEqualTo(local(options(10, 1, 1)).parameters()).isNotEqualTo(initial);
    }

    @Test
    void theRoundsOfOneWorkerDoNotChangeTheResult(SparkSession session) {
        assertThat(distributed(session, List.of(ROWS), options(20, 1, 6)).parameters())
                .as("20 steps in rounds of 6, the last one of 2")
                .containsExactly(local(options(20, 1, 10)).parameters());
    }

    @Test
    void equalSeedsAndWorkersGiveEqualBits(SparkSession session) {
        List<DomainRows> workers = List.of(ROWS, domains(210, 7), domains(190, 8));
        TrainingResult first = distributed(session, workers, options(12, 3, 4));
        TrainingResult second = distributed(session, workers, options(12, 3, 4));
        assertThat(first.parameters()).containsExactly(second.parameters());
        assertThat(first.parameters()).isNotEqualTo(local(options(12, 1, 4)).parameters());
    }

    @Test
    void trainingLowersTheLossAndTellsItsHistory() {
        List<Progress> heard = new ArrayList<>();
        SortedMap<Integer, float[]> course = new TreeMap<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void progress(Progress progress) {
                heard.add(progress);
            }

            @Override
            public void reached(int step, Supplier<float[]> parameters) {
                course.put(step, parameters.get());
            }

            @Override
            public void dropped(int round) {
                throw new AssertionError("round " + round);
            }
        };
        float[] initial = Initialisation.of(OBJECTIVE, ROWS, 1);
        TrainingResult result = new LocalTrainer(
                        ROWS, OBJECTIVE, HELD_OUT, FitContext.of(listener).training("training"))
                .train(OBJECTIVE, initial, options(200, 1, 10));
        assertThat(result.rounds()).isEqualTo(20);
        assertThat(result.history()).hasSize(21);
        assertThat(result.history().get(20).terms().total())
                .isLessThan(result.history().get(0).terms().total() - 0.5);
        assertThat(heard).hasSize(20);
        assertThat(heard.get(19).done()).isTrue();
        assertThat(course).hasSize(21).containsEntry(0, initial).containsEntry(200, result.parameters());
    }

    /**
     * The objective makes nothing (its own test says so). What DL4J makes around it, views and operation contexts of its
     * updater, must not become more: 62 a step, and a few for the history after each round.
     */
    @Test
    void aLocalStepMakesNoMoreNativeObjectsThanItsUpdaterNeeds() {
        List<Long> made = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void progress(Progress progress) {
                made.add(Nd4j.getDeallocatorService().nextValue());
            }

            @Override
            public void dropped(int round) {}
        };
        new LocalTrainer(ROWS, OBJECTIVE, HELD_OUT, FitContext.of(listener).training("training"))
                .train(OBJECTIVE, Initialisation.of(OBJECTIVE, ROWS, 1), options(400, 1, 100));
        assertThat(made.get(3) - made.get(1)).as("of 200 steps").isLessThanOrEqualTo(200 * 62 + 100);
    }

    @Test
    void roundsThatAreNotFiniteAreDroppedAndThreeInARowStopTheTraining() {
        float[] poisoned = new float[30];
        poisoned[4] = Float.NaN;
        DomainRows rows = new DomainRows(PackedRows.of(3, poisoned), PackedRows.of(3, new float[30]));
        float[] initial = Initialisation.of(OBJECTIVE, ROWS, 1);
        List<Integer> dropped = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void dropped(int round) {
                dropped.add(round);
            }
        };
        assertThatThrownBy(() -> new LocalTrainer(
                                rows,
                                OBJECTIVE,
                                HELD_OUT,
                                FitContext.of(listener).training("training"))
                        .train(OBJECTIVE, initial, options(100, 1, 10)))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("rounds 1 to 3")
                .satisfies(e ->
                        assertThat(((TrainingFailedException) e).lastGood()).containsExactly(initial));
        assertThat(dropped).containsExactly(1, 2, 3);
    }

    @Test
    void sparkTellsTheRoundsByNameAndTheirLoss(SparkSession session) throws TimeoutException {
        List<StageInfo> stages = new ArrayList<>();
        SparkListener listener = new SparkListener() {
            @Override
            public void onStageCompleted(SparkListenerStageCompleted completed) {
                stages.add(completed.stageInfo());
            }
        };
        session.sparkContext().addSparkListener(listener);
        distributed(session, List.of(ROWS, domains(210, 7)), options(12, 2, 5));
        session.sparkContext().listenerBus().waitUntilEmpty();
        session.sparkContext().removeSparkListener(listener);

        assertThat(stages)
                .extracting(StageInfo::name)
                .containsExactly("training: round 1/3", "training: round 2/3", "training: round 3/3");
        assertThat(stages)
                .extracting(TrainerTest::loss)
                .doesNotHaveDuplicates()
                .allSatisfy(loss -> assertThat(loss).contains("logDet").contains("total"));
    }

    private static String loss(StageInfo stage) {
        return JavaConverters.mapAsJavaMap(stage.accumulables()).values().stream()
                .filter(shown -> shown.name().contains("loss"))
                .map(shown -> shown.value().get().toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWorkerIsAPartition(SparkSession session) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distributed(session, List.of(ROWS), options(1, 2, 1)))
                .withMessageContaining("2 workers; found 1");
    }
}
