package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final SyntheticDomains DOMAINS = new SyntheticDomains(Kind.BLOBS, 50, 3, 20, 0, 1);

    @Test
    void standardMetricsComeInTheirOrder() {
        AlignedSamples samples = AlignedSamples.unaligned(DOMAINS.source(), DOMAINS.target());
        assertThat(Evaluation.of(Evaluation.standard(1), samples).values().keySet())
                .containsExactlyElementsOf(
                        Evaluation.figures().stream().map(Figure::name).toList());
    }

    @Test
    void labelAccuracyNeedsLabelsOnBothSides() {
        Sample unlabelled = Sample.unlabelled(DOMAINS.source().rows());
        AlignedSamples samples = AlignedSamples.unaligned(unlabelled, DOMAINS.target());
        assertThat(Evaluation.of(Evaluation.standard(1), samples).values())
                .doesNotContainKeys("labelAccuracy", "labelAccuracyLogistic");
    }

    @Test
    void samplesThatDoNotFitAreRefused() {
        Sample source = DOMAINS.source();
        PackedRows fewer = source.rows().slice(0, 49);
        Sample plane = Sample.unlabelled(PackedRows.of(2, new float[] {1, 2}));
        Sample empty = Sample.unlabelled(source.rows().slice(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlignedSamples.of(source, fewer, DOMAINS.target()))
                .withMessageContaining("mapped rows in the shape of the source");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlignedSamples.unaligned(source, plane))
                .withMessageContaining("of one dimension");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlignedSamples.unaligned(source, empty))
                .withMessageContaining("at least one row");
    }
}
