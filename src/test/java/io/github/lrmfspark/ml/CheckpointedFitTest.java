package io.github.lrmfspark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lrmfspark.SparkTest;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.data.TestSets;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.Progress;
import io.github.lrmfspark.train.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fit that ended at some round, and the same fit again with its checkpoints. */
@SparkTest
class CheckpointedFitTest {
    private static final SyntheticDomains MOONS = new SyntheticDomains(Kind.MOONS, 300, 2, 50, 0.05, 1);
    private static final int ROUNDS = 3 + 3 + 2;

    private final Dataset<Row> source;
    private final Dataset<Row> target;

    @TempDir
    private Path folder;

    CheckpointedFitTest(SparkSession spark) {
        source = TestSets.of(spark, MOONS.source().rows());
        target = TestSets.of(spark, MOONS.target().rows());
    }

    private static final class Ended extends RuntimeException {}

    /** Ends the fit after so many rounds of all its trainings, and counts those. */
    private static final class EndAfter implements ProgressListener {
        private final int last;
        private int rounds;

        EndAfter(int last) {
            this.last = last;
        }

        @Override
        public void progress(Progress progress) {
            rounds++;
            if (rounds == last) {
                throw new Ended();
            }
        }

        @Override
        public void dropped(int round) {}
    }

    private static LrmfAligner aligner() {
        return new LrmfAligner()
                .setFeaturesCol("embedding")
                .setCouplings(2)
                .setHidden(8)
                .setSteps(15)
                .setAffineSteps(13)
                .setPolishSteps(7)
                .setSlicedWeight(0.5)
                .setAveragingFrequency(5)
                .setBatchSize(32)
                .setBoundEnabled(false)
                .setWorkers(2);
    }

    private LrmfAligner checkpointed(String directory, int everyRounds) {
        return aligner()
                .setCheckpoints(folder.resolve(directory).toString())
                .setCheckpointEveryRounds(everyRounds)
                .setResume(true);
    }

    private void end(LrmfAligner aligner, int rounds) {
        assertThatThrownBy(() -> aligner.setProgress(new EndAfter(rounds)).fit(source, target))
                .isInstanceOf(Ended.class);
    }

    private static void assertEqual(LrmfAlignerModel resumed, LrmfAlignerModel undisturbed) {
        assertThat(resumed.parameters()).containsExactly(undisturbed.parameters());
        assertThat(history(resumed)).isEqualTo(history(undisturbed));
    }

    private static List<String> history(LrmfAlignerModel model) {
        return model.summary().training().history().stream()
                .map(point -> point.step() + ": " + point.terms())
                .toList();
    }

    /** After every round where each leaves a checkpoint, and after some where every other one does. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3"})
    void aFitThatEndedAfterAnyRoundGoesOnToTheSameBits(int everyRounds, int stride) {
        LrmfAlignerModel undisturbed = aligner().fit(source, target);
        for (int ended = 1; ended < ROUNDS; ended += stride) {
            LrmfAligner aligner = checkpointed("ended" + ended, everyRounds);
            end(aligner, ended);
            EndAfter counted = new EndAfter(Integer.MAX_VALUE);

            LrmfAlignerModel resumed = aligner.setProgress(counted).fit(source, target);

            assertEqual(resumed, undisturbed);
            assertThat(counted.rounds).isBetween(ROUNDS - ended, ROUNDS - ended + everyRounds - 1);
        }
    }

    /** Where the rounds before a checkpoint have lost patience, those after it know. */
    @Test
    void aFitThatLeavesStepsOutGoesOnToTheSameBits() {
        LrmfAlignerModel undisturbed = impatient(aligner()).fit(source, target);
        int rounds = undisturbed.summary().training().rounds();
        for (int ended = 1; ended < rounds; ended += 2) {
            LrmfAligner aligner = impatient(checkpointed("impatient" + ended, 1));
            end(aligner, ended);

            LrmfAlignerModel resumed =
                    aligner.setProgress(ProgressListener.none()).fit(source, target);

            assertEqual(resumed, undisturbed);
            assertThat(resumed.summary().training().rounds()).isEqualTo(rounds);
            assertThat(resumed.summary().training().stoppedBecause())
                    .contains("left out")
                    .isEqualTo(undisturbed.summary().training().stoppedBecause());
        }
    }

    /** At a rate at which the loss goes up and down. */
    private static LrmfAligner impatient(LrmfAligner aligner) {
        return aligner.setAffineSteps(0)
                .setPolishSteps(0)
                .setLearningRate(0.1)
                .setSteps(24)
                .setAveragingFrequency(2)
                .setPatience(1);
    }

    @Test
    void theBoundIsThatOfAFitThatNeverEnded() {
        LrmfAlignerModel undisturbed = withBound(aligner()).fit(source, target);
        LrmfAligner aligner = withBound(checkpointed("bound", 4));
        end(aligner, 1 + 1 + 1 + 10);
        end(aligner, 12 + 10);

        LrmfAlignerModel resumed = aligner.setProgress(ProgressListener.none()).fit(source, target);

        assertEqual(resumed, undisturbed);
        assertThat(resumed.summary().bound()).isEqualTo(undisturbed.summary().bound());
    }

    /** Of two private fits of 20 rounds. */
    private static LrmfAligner withBound(LrmfAligner aligner) {
        return aligner.setBoundEnabled(true).setBoundFolds(2).setAveragingFrequency(25);
    }

    @Test
    void aFitThatIsDoneTakesNoStepAgain() {
        LrmfAlignerModel first = checkpointed("kept", 100).fit(source, target);
        EndAfter none = new EndAfter(1);

        assertThat(checkpointed("kept", 100)
                        .setProgress(none)
                        .fit(source, target)
                        .parameters())
                .containsExactly(first.parameters());
        assertThat(none.rounds).isZero();
    }

    @Test
    void otherOptionsAndOtherSetsAreRefused() {
        checkpointed("kept", 100).fit(source, target);

        assertThatThrownBy(() -> checkpointed("kept", 100).setNoise(0.7).fit(source, target))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("training.noise was 0.2 and is 0.7");
        assertThatThrownBy(() -> checkpointed("kept", 100).fit(target, source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("aligner.source.mean");
        assertThatThrownBy(() -> checkpointed("kept", 100).setResume(false).fit(source, target))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Resume the training");
    }
}
