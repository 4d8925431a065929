package io.github.lrmfspark.data;

import java.io.Serializable;

/**
 * Running mean and sum of squared deviations of every coordinate, in double.
 *
 * <p>References: Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4,
 * 1962 (one vector); Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances",
 * 1979 (two sets).
 */
final class RunningMarginals implements Serializable {

    private final double[] mean;
    private final double[] squares;
    private long count;

    RunningMarginals(int dimension) {
        this.mean = new double[dimension];
        this.squares = new double[dimension];
    }

    int dimension() {
        return mean.length;
    }

    long count() {
        return count;
    }

    void add(float[] x) {
        double share = 1.0 / ++count;
        for (int j = 0; j < mean.length; j++) {
            double delta = x[j] - mean[j];
            mean[j] += delta * share;
            squares[j] += delta * (x[j] - mean[j]);
        }
    }

    void merge(RunningMarginals other) {
        if (other.count == 0) {
            return;
        }
        long total = count + other.count;
        double share = (double) other.count / total;
        for (int j = 0; j < mean.length; j++) {
            double delta = other.mean[j] - mean[j];
            mean[j] += delta * share;
            squares[j] += other.squares[j] + delta * delta * share * count;
        }
        count = total;
    }

    /**
     * Mean, and the standard deviation with divisor n. Both are rounded to float precision of the deviation, so that the
     * order in which partitions were merged does not show.
     */
    Marginals marginals() {
        double[] roundMean = new double[mean.length];
        double[] deviation = new double[mean.length];
        for (int j = 0; j < mean.length; j++) {
            deviation[j] = (float) Math.sqrt(squares[j] / count);
            roundMean[j] = Marginals.rounded(mean[j], deviation[j]);
        }
        return new Marginals(roundMean, deviation);
    }
}
