package io.github.lrmfspark.statistics;

import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.RankingAlgorithm;
import org.apache.commons.math3.util.MathArrays;

/**
 * Where N numbers lie among M others:
 *
 * <pre>{@code
 *   placement(x_i) = (#{j : y_j < x_i} + ½ #{j : y_j = x_i}) / M = (rank of x_i in [x, y] − rank of x_i in x) / M
 * }</pre>
 *
 * <p>with mid-ranks for ties. Their mean is the area under the ROC curve of x against y, the statistic of Mann and Whitney
 * over N M.
 *
 * <p>Reference: DeLong, DeLong, Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
 * characteristic curves", Biometrics 44, 1988.
 */
public final class Placements {
    private static final RankingAlgorithm MID_RANKS = new NaturalRanking();

    private Placements() {}

    /**
     * {@return the placement of every number, [N], each in 0 … 1}
     *
     * @param numbers x, [N]
     * @param others y, [M], at least one
     * @throws org.apache.commons.math3.exception.NotANumberException if one of them is NaN
     */
    public static double[] of(double[] numbers, double[] others) {
        double[] amongAll = MID_RANKS.rank(MathArrays.concatenate(numbers, others));
        double[] amongThemselves = MID_RANKS.rank(numbers);
        double[] placements = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            placements[i] = (amongAll[i] - amongThemselves[i]) / others.length;
        }
        return placements;
    }
}
