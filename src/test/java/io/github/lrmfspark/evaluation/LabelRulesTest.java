package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.statistics.Estimate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which label accuracies there are, and what a report says of those that there are not. */
class LabelRulesTest {
    private static final Samples.Labels NAMES =
            new Samples.Labels(IntStream.range(0, 3_000).mapToObj(i -> "u" + i).toList(), "string", "boolean");

    @Test
    void labelsInCommonNeedNoWords() {
        AlignedSamples samples = samples(40, row -> row % 4, row -> row % 5);
        assertThat(LabelRules.notes(samples, NAMES)).isEmpty();
        assertThat(figures(samples).keySet()).contains("labelAccuracy", "labelAccuracyLogistic");
    }

    @Test
    void withoutALabelInCommonThereIsNoAccuracyButASentence() {
        AlignedSamples samples = samples(40, row -> row % 4, row -> 4 + row % 2);
        assertThat(figures(samples)).doesNotContainKeys("labelAccuracy", "labelAccuracyLogistic");
        assertThat(LabelRules.notes(samples, NAMES))
                .containsExactly(
                        "No label is common to the 40 source rows and the 40 target rows that are judged, so there is"
                                + " no label accuracy: the source has 'u0', 'u1', 'u2' and 1 more (string), the target has 'u4',"
                                + " 'u5' (boolean).");
    }

    @Test
    void ofLabelsWithFewRowsNoRegressionIsLearnt() {
        AlignedSamples samples = samples(3_000, row -> row, row -> row);
        assertThat(Evaluation.of(List.of(new LogisticLabelAccuracy(1), new LabelAccuracy(1)), samples)
                        .values())
                .containsOnlyKeys("labelAccuracy");
        assertThat(LabelRules.notes(samples, NAMES))
                .containsExactly(
                        "The 3,000 target rows that are judged have 3,000 different labels; a regression is learnt of"
                                + " 200 at most, with 5 rows each in the mean, so labelAccuracyLogistic is left out.");
        assertThat(new LabelAccuracy(1).floor(FloorDraws.of(samples.target(), samples, 1)))
                .isEmpty();
    }

    @Test
    void aLongNameIsCut() {
        assertThat(LabelRules.name(List.of("x".repeat(1_000)), 0)).isEqualTo("x".repeat(39) + "…");
        assertThat(LabelRules.name(List.of(), 7)).isEqualTo("7");
    }

    private static java.util.Map<String, Estimate> figures(AlignedSamples samples) {
        return Evaluation.of(List.of(new LogisticLabelAccuracy(1), new LabelAccuracy(1)), samples)
                .values();
    }

    private static AlignedSamples samples(int rows, IntUnaryOperator ofSource, IntUnaryOperator ofTarget) {
        return AlignedSamples.unaligned(sample(rows, 1, ofSource), sample(rows, 2, ofTarget));
    }

    private static Sample sample(int rows, long seed, IntUnaryOperator label) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[4 * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Sample(
                PackedRows.of(4, values), IntStream.range(0, rows).map(label).toArray());
    }
}
