package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.MetricContractTest.figure;
import static io.github.lrmfspark.evaluation.MetricContractTest.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.experiment.DigitCodes;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Estimate;
import java.io.IOException;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DomainClassifierTest {
    private static final String AUC = "domainClassifierAuc";
    private static final String ACCURACY = "domainClassifierAccuracy";
    private static final Metric CLASSIFIER = new DomainClassifier(1);

    @Test
    void setsThatDoNotOverlapAreToldApartInEveryRow() {
        Sample target = Sample.unlabelled(
                new SyntheticDomains(Kind.GAUSSIANS, 200, 4, 0, 0, 1).target().rows());
        float[] values = target.rows().toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] += 30;
        }
        AlignedSamples samples = AlignedSamples.of(target, PackedRows.of(4, values), target);
        Estimate area = figure(CLASSIFIER, AUC, samples);
        assertThat(area.value()).isEqualTo(1);
        assertThat(Objects.requireNonNull(area.pValue())).isLessThan(1e-50);
        assertThat(figure(CLASSIFIER, ACCURACY, samples).value()).isEqualTo(1);
    }

    @Test
    void oneDistributionIsNotToldApartWhateverTheCounts() {
        Sample sample = new SyntheticDomains(Kind.GAUSSIANS, 1_500, 8, 0, 0, 3).target();
        AlignedSamples samples = AlignedSamples.unaligned(slice(sample, 0, 150), slice(sample, 150, 1_500));
        Estimate area = figure(CLASSIFIER, AUC, samples);
        assertThat(area.value()).isBetween(0.42, 0.58);
        assertThat(Objects.requireNonNull(area.pValue())).isGreaterThan(0.01);
        assertThat(figure(CLASSIFIER, ACCURACY, samples).value()).isBetween(0.42, 0.58);
    }

    @Test
    void seesWhatMeansAndCovariancesDoNotTell() {
        SyntheticDomains moons = new SyntheticDomains(Kind.MOONS, 1_000, 2, 50, 0.05, 1);
        AlignedSamples before = AlignedSamples.unaligned(moons.source(), moons.target());
        AlignedSamples samples = before.mappedBy(AffineMap.gaussian(before.mappedMoments(), before.targetMoments()));
        assertThat(figure(new FrechetDistance(), "frechet", samples).value()).isLessThan(1e-9);
        assertThat(figure(CLASSIFIER, AUC, samples).value()).isGreaterThan(0.9);
    }

    @Test
    void aClassifierIsTrainedOnAsManyRowsOfEitherSet() {
        SyntheticDomains blobs = new SyntheticDomains(Kind.BLOBS, 900, 3, 20, 0.1, 1);
        AlignedSamples even = AlignedSamples.unaligned(blobs.source(), blobs.target());
        AlignedSamples uneven = AlignedSamples.unaligned(slice(blobs.source(), 0, 200), blobs.target());
        assertThat(figure(CLASSIFIER, ACCURACY, uneven).value())
                .isCloseTo(figure(CLASSIFIER, ACCURACY, even).value(), within(0.06));
    }

    @Test
    void tooFewRowsForTheFoldsHaveNoFigure() {
        Sample few = slice(new SyntheticDomains(Kind.BLOBS, 50, 3, 0, 0, 1).target(), 0, 5);
        assertThat(CLASSIFIER.appliesTo(AlignedSamples.unaligned(few, few))).isFalse();
    }

    /** No classifier does better on N(0, I) and N((2, 0, 0, 0), I) than Φ(√2) = .921 and Φ(1) = .841. */
    @Test
    void gaussiansAreToldApartAlmostAsWellAsTheyCanBe() {
        AlignedSamples samples = AlignedSamples.unaligned(normal(2, 1), normal(0, 2));
        assertThat(figure(CLASSIFIER, AUC, samples).value()).isBetween(0.89, 0.935);
        assertThat(figure(CLASSIFIER, ACCURACY, samples).value()).isBetween(0.81, 0.855);
    }

    /** N((mean, 0, 0, 0), I) in 1,500 rows. */
    private static Sample normal(double mean, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[4 * 1_500];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() + (i % 4 == 0 ? mean : 0));
        }
        return Sample.unlabelled(PackedRows.of(4, values));
    }

    /** Scikit-learn's network of the same widths, in 60 epochs, has .988 and .942. */
    @Test
    void handwrittenDigitsOfTwoKinds() throws IOException {
        AlignedSamples samples =
                AlignedSamples.unaligned(DigitCodes.read("usps-test"), slice(DigitCodes.read("mnist-train"), 0, 2_007));
        assertThat(figure(CLASSIFIER, AUC, samples).value()).isCloseTo(0.990, within(0.006));
        assertThat(figure(CLASSIFIER, ACCURACY, samples).value()).isCloseTo(0.945, within(0.015));
    }
}
