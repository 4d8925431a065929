package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.KernelMatrix;
import io.github.lrmfspark.statistics.Subsample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Squared maximum mean discrepancy between mapped and target rows, unbiased, with a Gaussian kernel k:
 *
 * <pre>{@code
 *   MMD² = mean_{i≠j} k(T(a_i), T(a_j)) + mean_{i≠j} k(b_i, b_j) − 2 mean k(T(a_i), b_j)
 *   k(x, y) = exp(−‖x − y‖² / 2h²),  h the median distance of pooled rows
 * }</pre>
 *
 * <p>over a random choice of rows of each set. Without units; best 0, which is its mean for equal distributions, so that it may
 * be below. The p-value is of a permutation test: the share of random divisions of the pooled rows that score as much, this one
 * included. There is none where the figure is not finite.
 *
 * <p>Reference: Gretton, Borgwardt, Rasch, Schölkopf, Smola, "A kernel two-sample test", JMLR 13, 2012.
 */
public final class MaximumMeanDiscrepancy implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("mmd2", 0);

    private final int atMost;
    private final int permutations;
    private final long seed;

    /**
     * The metric with so much work: time and memory are O(atMost²).
     *
     * @param atMost rows of each set that are looked at
     * @param permutations random divisions; the p-value is at least 1 / (1 + permutations)
     * @param seed draws rows and divisions
     * @throws IllegalArgumentException if there are fewer than 2 rows or no division
     */
    public MaximumMeanDiscrepancy(int atMost, int permutations, long seed) {
        if (atMost < 2 || permutations < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 2 rows and 1 permutation; found " + atMost + " and " + permutations);
        }
        this.atMost = atMost;
        this.permutations = permutations;
        this.seed = seed;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        SplittableRandom random = new SplittableRandom(seed);
        PackedRows target = samples.target().rows();
        PackedRows x =
                Subsample.pick(samples.mapped(), Subsample.of(samples.mapped().rows(), atMost, random));
        PackedRows y = Subsample.pick(target, Subsample.of(target.rows(), atMost, random));
        KernelMatrix kernel = KernelMatrix.gaussian(x, y);
        boolean[] division = new boolean[x.rows() + y.rows()];
        Arrays.fill(division, 0, x.rows(), true);
        double figure = kernel.discrepancy(division);
        double[] influence = kernel.influence(division);
        Estimate estimate = Estimate.ofInfluence(
                figure, Arrays.copyOf(influence, x.rows()), Arrays.copyOfRange(influence, x.rows(), influence.length));
        if (!Double.isFinite(figure)) {
            return Map.of(FIGURE.name(), estimate);
        }
        return Map.of(FIGURE.name(), estimate.withPValue(pValue(kernel, figure, division, random)));
    }

    /**
     * (1 + #{divisions that score as much}) / (1 + #divisions).
     *
     * @param figure that of the true division
     * @param division whether a pooled row is a mapped one, [N + M]
     * @param random draws the others, each by a shuffle of the true one
     */
    private double pValue(KernelMatrix kernel, double figure, boolean[] division, SplittableRandom random) {
        int asMuch = 1;
        for (int p = 0; p < permutations; p++) {
            boolean[] other = new boolean[division.length];
            int[] order = Subsample.of(division.length, division.length, random);
            for (int i = 0; i < order.length; i++) {
                other[i] = division[order[i]];
            }
            asMuch += kernel.discrepancy(other) >= figure ? 1 : 0;
        }
        return (double) asMuch / (1 + permutations);
    }
}
