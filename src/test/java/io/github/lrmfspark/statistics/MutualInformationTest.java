package io.github.lrmfspark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/**
 * Golden values are those of scikit-learn 1.2.1, by
 *
 * <pre>{@code
 * from sklearn.metrics import adjusted_mutual_info_score as ami
 * i = range(60)
 * print(ami([x * x % 7 for x in i], [(x * x + x // 9) % 5 for x in i]))
 * print(ami([x // 10 for x in i], [(x + 3) // 12 for x in i]))
 * print(ami([0, 0, 1, 1, 2, 2, 0, 1], [0, 0, 1, 1, 1, 2, 2, 2]))
 * }</pre>
 */
class MutualInformationTest {
    private static final int ROWS = 600;
    private static final int DRAWS = 200;

    @Test
    void goldenValues() {
        assertThat(ami(clusters(60, x -> x * x % 7), clusters(60, x -> (x * x + x / 9) % 5)))
                .isCloseTo(-0.030971438000233, within(1e-12));
        assertThat(ami(clusters(60, x -> x / 10), clusters(60, x -> (x + 3) / 12)))
                .isCloseTo(0.6933655323740792, within(1e-12));
        assertThat(ami(new int[] {0, 0, 1, 1, 2, 2, 0, 1}, new int[] {0, 0, 1, 1, 1, 2, 2, 2}))
                .isCloseTo(0.07271978991886598, within(1e-12));
    }

    @Test
    void equalDivisionsScoreOneByWhateverNames() {
        int[] a = clusters(ROWS, x -> x * x % 7);
        int[] renamed = Arrays.stream(a).map(cluster -> 6 - cluster).toArray();
        Estimate estimate = MutualInformation.adjusted(a, renamed).estimate();
        assertThat(estimate.value()).isCloseTo(1, within(1e-12));
        assertThat(estimate.high() - estimate.low()).isLessThan(1e-12);
        int[] b = clusters(ROWS, x -> (x * x + x / 9) % 5);
        assertThat(ami(renamed, b)).isCloseTo(ami(a, b), within(1e-12));
        assertThat(ami(b, a)).isCloseTo(ami(a, b), within(1e-12));
    }

    @Test
    void independentDivisionsScoreNothingInTheMean() {
        SplittableRandom random = new SplittableRandom(1);
        double mean = IntStream.range(0, DRAWS)
                .mapToDouble(draw -> ami(clusters(90, x -> random.nextInt(9)), clusters(90, x -> random.nextInt(4))))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.005));
    }

    @Test
    void oneClusterSaysNothing() {
        int[] one = new int[ROWS];
        int[] two = clusters(ROWS, x -> x % 2);
        assertThat(ami(one, one)).isNaN();
        assertThat(ami(one, two)).isZero();
        assertThat(ami(two, one)).isZero();
    }

    /** The second division has the first's cluster for some rows and another by chance for the others. */
    @Test
    void theIntervalIsAsWideAsTheFigureScatters() {
        double[] values = new double[DRAWS];
        double[] differences = new double[DRAWS];
        double errors = 0;
        double errorsOfDifferences = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            SplittableRandom random = new SplittableRandom(draw);
            int[] a = clusters(ROWS, x -> random.nextInt(8) * random.nextInt(8) / 8);
            int[] b = clusters(ROWS, x -> random.nextInt(10) < 7 ? a[x] : random.nextInt(8));
            int[] c = clusters(ROWS, x -> random.nextInt(10) < 9 ? b[x] : random.nextInt(8));
            PairedFigure ofB = MutualInformation.adjusted(a, b);
            PairedFigure difference = ofB.minus(MutualInformation.adjusted(a, c));
            values[draw] = ofB.estimate().value();
            differences[draw] = difference.estimate().value();
            errors += error(ofB) / DRAWS;
            errorsOfDifferences += error(difference) / DRAWS;
        }
        assertThat(errors / deviation(values)).isBetween(0.85, 1.15);
        assertThat(errorsOfDifferences / deviation(differences)).isBetween(0.85, 1.15);
        assertThat(errorsOfDifferences).isLessThan(0.8 * errors);
    }

    /** By Student's quantile for two repeats. */
    @Test
    void repeatsWidenTheInterval() {
        PairedFigure one = PairedFigure.of(0.4, new double[] {-1, 1, 0});
        PairedFigure other = PairedFigure.of(0.6, new double[] {1, -1, 0});
        Estimate both = PairedFigure.repeated(List.of(one, other)).estimate();
        assertThat(both.value()).isCloseTo(0.5, within(1e-12));
        assertThat(both.high()).isCloseTo(0.5 + 12.706205 * 0.1, within(1e-6));
        PairedFigure mean = PairedFigure.mean(List.of(one, one));
        assertThat(mean.estimate()).isEqualTo(one.estimate());
        assertThat(PairedFigure.unknown(3).minus(one).estimate().value()).isNaN();
    }

    private static double ami(int[] a, int[] b) {
        return MutualInformation.adjusted(a, b).estimate().value();
    }

    private static int[] clusters(int rows, IntUnaryOperator ofRow) {
        return IntStream.range(0, rows).map(ofRow).toArray();
    }

    private static double error(PairedFigure figure) {
        Estimate estimate = figure.estimate();
        return (estimate.high() - estimate.low()) / 2 / 1.959964;
    }

    private static double deviation(double[] values) {
        return Math.sqrt(StatUtils.variance(values));
    }
}
