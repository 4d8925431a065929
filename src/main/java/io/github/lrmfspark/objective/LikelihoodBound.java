package io.github.lrmfspark.objective;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A log-likelihood ratio beside its lower bound −c on one set of pairs:
 *
 * <pre>
 *   gap = L + c,   c = max_α E_a log p(a; α) + max_β E_b log p(b; β)
 * </pre>
 *
 * <p>c is the mean over K private fits, each of which left one fold of the training rows out. An error has two
 * parts: that of the pairs, s / √n over the differences L_i + c_i of pair i, and that of the fits, by the
 * delete-a-group jackknife:
 *
 * <pre>
 *   standardError² = s² / n + (K − 1)/K · Σ_k (c_k − c̄)²
 * </pre>
 *
 * <p>L_i and c_i are taken on the same pair, so what makes a pair likely or not cancels in their difference. s²
 * has the divisor n − 1; c_k is the mean of fit k over all pairs. The error of the fit of T and p is in neither
 * part: they are fitted once.
 *
 * <p>The maxima are those of fits, not of the family: a fit that falls short makes c, and so the gap, too
 * small. A gap below 0 by more than its error says so; it is no sign of success. Of one fit the error is that of the
 * pairs alone.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020, section 3;
 * Kott, "The delete-a-group jackknife", Journal of Official Statistics 17, 2001.
 *
 * @param gap L + c in nats per pair: 0, up to its error, where the family of p cannot tell T(A) from B
 * @param gapStandardError the error of the gap, in nats per pair
 * @param c in nats per pair
 * @param cStandardError the error of c, in nats per pair
 * @param dimension D
 * @param folds K
 */
public record LikelihoodBound(
        double gap, double gapStandardError, double c, double cStandardError, int dimension, int folds) {

    /**
     * The bound from the losses of every pair.
     *
     * @param loss L_i, [n], in nats
     * @param privateLosses −c_ki: for each of K fits that of every pair, [K, n], in nats
     * @param dimension D
     * @return means and errors over the n pairs
     * @throws IllegalArgumentException if there is no fit, there are fewer than two pairs, or the numbers of pairs
     *     differ
     */
    public static LikelihoodBound of(double[] loss, double[][] privateLosses, int dimension) {
        int folds = privateLosses.length;
        if (folds < 1 || loss.length < 2) {
            throw new IllegalArgumentException(
                    "Expected a private fit or more and two pairs or more; found " + folds + " and " + loss.length);
        }
        for (double[] ofFit : privateLosses) {
            if (ofFit.length != loss.length) {
                throw new IllegalArgumentException(
                        "Expected the private losses of " + loss.length + " pairs; found " + ofFit.length);
            }
        }
        IntToDoubleFunction c = pair ->
                -Arrays.stream(privateLosses).mapToDouble(fit -> fit[pair]).sum() / folds;
        double[] ofPairs = overPairs(loss.length, c);
        double[] gaps = overPairs(loss.length, pair -> loss[pair] + c.applyAsDouble(pair));
        double fitting = jackknife(
                Arrays.stream(privateLosses).mapToDouble(StatUtils::mean).toArray());
        return new LikelihoodBound(
                StatUtils.mean(gaps),
                error(gaps, fitting),
                StatUtils.mean(ofPairs),
                error(ofPairs, fitting),
                dimension,
                folds);
    }

    /**
     * {@return whether the gap is below 0 by more than twice its error} No gap is, so the private fits fell short of the family,
     * and c says nothing.
     */
    public boolean fellShort() {
        return fellShort(2);
    }

    /**
     * {@return the same by another number of errors}
     *
     * @param errors as many
     */
    public boolean fellShort(double errors) {
        return gap < -errors * gapStandardError;
    }

    /** One figure of every pair, [n]. */
    private static double[] overPairs(int pairs, IntToDoubleFunction figure) {
        return IntStream.range(0, pairs).mapToDouble(figure).toArray();
    }

    /** The variance of an estimate by its values without one fold each: (K − 1)/K · Σ (c_k − c̄)². */
    private static double jackknife(double[] leftOut) {
        int folds = leftOut.length;
        return (folds - 1.0) * (folds - 1.0) / folds * StatUtils.variance(leftOut);
    }

    /** √(s² / n + fitting), with s² over the n pairs. */
    private static double error(double[] ofPairs, double fitting) {
        return Math.sqrt(StatUtils.variance(ofPairs) / ofPairs.length + fitting);
    }
}
