package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Placements;
import io.github.lrmfspark.statistics.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How well mapped rows can be told from target rows by a classifier that never saw them: the area under its ROC curve in the mean
 * over folds, and its balanced accuracy at log-odds 0.
 *
 * <pre>{@code
 *   AUC = mean over folds of P(s(T(a)) > s(b)) + ½ P(s(T(a)) = s(b)),   accuracy = ½ P(s(T(a)) > 0) + ½ P(s(b) ≤ 0)
 * }</pre>
 *
 * <p>with s the log-odds that a row is a mapped one ({@link DomainScores}). Without units; both are best at ½, where the sets
 * cannot be told apart, and 1 where none of the rows could belong to the other set.
 *
 * <p>The p-value is of the Mann–Whitney test of equal distributions against an area above ½. No row is scored by a
 * classifier that learned from it, so a poor classifier costs power only; but the classifiers of different folds learned from
 * common rows, so that the p-value is a little low. The intervals are of the rows, beside the classifiers that were found.
 * They are left out where rows are too few for the folds, and NaN where images are not finite.
 *
 * <p>References: Lopez-Paz, Oquab, "Revisiting classifier two-sample tests", ICLR 2017; DeLong, DeLong, Clarke-Pearson,
 * "Comparing the areas under two or more correlated receiver operating characteristic curves", Biometrics 44, 1988; Mann,
 * Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of Mathematical
 * Statistics 18, 1947.
 */
public final class DomainClassifier implements Metric {
    /** The area under the ROC curve. */
    public static final Figure AUC = Figure.lower("domainClassifierAuc", 0.5);
    /** The balanced accuracy. */
    public static final Figure ACCURACY = Figure.lower("domainClassifierAccuracy", 0.5);

    /** Two rows a fold, so that one is learned from. */
    private static final int LEAST_ROWS = 2 * DomainScores.FOLDS;

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final long seed;

    /** @param seed draws folds, batches and the network's start */
    public DomainClassifier(long seed) {
        this.seed = seed;
    }

    @Override
    public List<Figure> figures() {
        return List.of(AUC, ACCURACY);
    }

    @Override
    public boolean appliesTo(AlignedSamples samples) {
        return Math.min(samples.mapped().rows(), samples.target().rows().rows()) >= LEAST_ROWS;
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        DomainScores scores = DomainScores.of(samples, seed);
        return scores.finite()
                ? Map.of(AUC.name(), area(scores), ACCURACY.name(), accuracy(scores))
                : Map.of(AUC.name(), Estimate.exact(Double.NaN), ACCURACY.name(), Estimate.exact(Double.NaN));
    }

    /**
     * The area, its interval by placements, and the p-value by their variance under equal distributions, (N + M + 1) / 12 N M a
     * fold.
     */
    private static Estimate area(DomainScores scores) {
        double[] ofMapped = new double[scores.ofMapped().length];
        double[] ofTarget = new double[scores.ofTarget().length];
        double sum = 0;
        double variance = 0;
        for (int fold = 0; fold < DomainScores.FOLDS; fold++) {
            int held = fold;
            int[] x = DomainScores.rows(scores.mappedFolds(), f -> f == held);
            int[] y = DomainScores.rows(scores.targetFolds(), f -> f == held);
            double[] scoresOfX = Vectors.pick(scores.ofMapped(), x);
            double[] scoresOfY = Vectors.pick(scores.ofTarget(), y);
            double[] placements = Placements.of(scoresOfX, scoresOfY);
            double area = Arrays.stream(placements).sum() / x.length;
            put(placements, -area, x, ofMapped);
            put(Placements.of(scoresOfY, scoresOfX), area - 1, y, ofTarget);
            sum += area;
            variance += (x.length + y.length + 1) / (12.0 * x.length * y.length);
        }
        double figure = sum / DomainScores.FOLDS;
        double deviation = Math.sqrt(variance) / DomainScores.FOLDS;
        return Estimate.ofInfluence(figure, ofMapped, ofTarget)
                .within(0, 1)
                .withPValue(NORMAL.cumulativeProbability((0.5 - figure) / deviation));
    }

    /** The balanced accuracy at log-odds 0, its interval by those of both shares. */
    private static Estimate accuracy(DomainScores scores) {
        double[] mapped = scores.ofMapped();
        double[] target = scores.ofTarget();
        long found = Arrays.stream(mapped).filter(score -> score > 0).count();
        long refused = Arrays.stream(target).filter(score -> score <= 0).count();
        return Estimate.ofProportion((int) found, mapped.length)
                .meanWith(Estimate.ofProportion((int) refused, target.length));
    }

    /** into[rows[i]] = values[i] + shift. */
    private static void put(double[] values, double shift, int[] rows, double[] into) {
        for (int i = 0; i < rows.length; i++) {
            into[rows[i]] = values[i] + shift;
        }
    }
}
