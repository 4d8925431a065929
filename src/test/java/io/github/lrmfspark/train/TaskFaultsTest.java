package io.github.lrmfspark.train;

import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_NOISE;
import static io.github.lrmfspark.settings.Keys.TRAINING_SEED;
import static io.github.lrmfspark.settings.Keys.TRAINING_TRANSFORM_RATE_RATIO;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.objective.Objective;
import io.github.lrmfspark.storage.ExceptionMessages;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Tasks that throw in the middle of a round. */
@SparkTest
class TaskFaultsTest {
    private static final FlowOptions FLOW = new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 8, 2);
    private static final Objective OBJECTIVE =
            LogLikelihoodRatio.of(Flows.transform(FLOW, 2, 1), Flows.density(FLOW, 2, 1));
    private static final DomainRows ROWS = domains(1);
    private static final int FAILING_STEP = 7;

    private static DomainRows domains(long seed) {
        SyntheticDomains domains = new SyntheticDomains(Kind.MOONS, 100, 2, 20, 0.1, seed);
        return new DomainRows(domains.source().rows(), domains.target().rows());
    }

    /** An objective that throws at one step of the second worker, in each of the first {@code times} attempts at it. */
    private record Failing(Objective objective, int times) implements Objective {
        @Override
        public int dimension() {
            return objective.dimension();
        }

        @Override
        public List<Model> models() {
            return objective.models();
        }

        @Override
        public String[] termNames() {
            return objective.termNames();
        }

        @Override
        public int kernelRows(int batchSize) {
            return objective.kernelRows(batchSize);
        }

        @Override
        public Computation bind(Binding binding) {
            Computation bound = objective.bind(binding);
            return new Computation() {
                @Override
                public void initialise(Matrix a, Matrix b, RandomGenerator random) {
                    bound.initialise(a, b, random);
                }

                @Override
                public void prepare() {
                    bound.prepare();
                }

                @Override
                public void step(int number) {
                    TaskContext task = TaskContext.get();
                    if (number == FAILING_STEP && task.partitionId() == 1 && task.attemptNumber() < times) {
                        throw new IllegalStateException("the worker's own words");
                    }
                    bound.step(number);
                }

                @Override
                public LossTerms forward(Matrix a, Matrix b) {
                    return bound.forward(a, b);
                }

                @Override
                public void backward() {
                    bound.backward();
                }

                @Override
                public void rowTerms(int n, double[] terms) {
                    bound.rowTerms(n, terms);
                }
            };
        }
    }

    private static TrainingResult train(SparkSession session, Objective objective) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        TrainingOptions options = PlainTraining.of(15, 16, 3e-3)
                .with(TRAINING_TRANSFORM_RATE_RATIO, 0.3)
                .with(TRAINING_NOISE, 0.05)
                .with(TRAINING_WORKERS, 2)
                .with(TRAINING_AVERAGING_FREQUENCY, 5)
                .with(TRAINING_SEED, 42L)
                .training();
        return new ParameterAveragingTrainer(
                        spark,
                        spark.parallelize(List.of(ROWS, domains(2)), 2),
                        OBJECTIVE,
                        ROWS,
                        FitContext.of(ProgressListener.none()).training("training"))
                .train(objective, Initialisation.of(OBJECTIVE, ROWS, 1), options);
    }

    @Test
    void aTaskThatThrowsOnceChangesNoBit(SparkSession session) {
        assertThat(train(session, new Failing(OBJECTIVE, 1)).parameters())
                .containsExactly(train(session, OBJECTIVE).parameters());
    }

    @Test
    void whatATaskThatAlwaysThrowsSaysComesFirst(SparkSession session) {
        Throwable failure = catchThrowable(() -> train(session, new Failing(OBJECTIVE, Integer.MAX_VALUE)));
        assertThat(ExceptionMessages.of(failure)).startsWith("IllegalStateException: the worker's own words");
    }
}
