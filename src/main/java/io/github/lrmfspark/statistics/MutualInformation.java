package io.github.lrmfspark.statistics;

import java.util.Arrays;

/**
 * What two divisions of the same N rows into clusters say of each other, adjusted for chance:
 *
 * <pre>{@code
 *   I = Σ_ab p_ab log(p_ab / p_a p_b),   H_a = −Σ_a p_a log p_a,   AMI = (I − E I) / (½ (H_a + H_b) − E I)
 * }</pre>
 *
 * <p>E I is the mean of I over all divisions with clusters of the same sizes, each pair of clusters having a hypergeometric number
 * of rows in common. Entropies are averaged arithmetically. It is 1 for equal divisions and 0 in the mean for independent ones;
 * numbers of clusters are names only. With J = log(p_ab / p_a p_b) of its clusters a row has the influence
 *
 * <pre>{@code
 *   (J + ½ AMI (log p_a + log p_b)) / (½ (H_a + H_b) − E I)
 * }</pre>
 *
 * <p>up to a constant, where E I counts as one.
 *
 * <p>Reference: Vinh, Epps, Bailey, "Information theoretic measures for clusterings comparison: variants, properties,
 * normalization and correction for chance", JMLR 11, 2010.
 */
public final class MutualInformation {
    private final int rows;
    private final int[] ofA;
    private final int[] ofB;
    private final int[][] joint;

    private MutualInformation(int[] a, int[] b) {
        this.rows = a.length;
        this.ofA = new int[1 + Arrays.stream(a).max().orElse(0)];
        this.ofB = new int[1 + Arrays.stream(b).max().orElse(0)];
        this.joint = new int[ofA.length][ofB.length];
        for (int row = 0; row < rows; row++) {
            ofA[a[row]]++;
            ofB[b[row]]++;
            joint[a[row]][b[row]]++;
        }
    }

    /**
     * {@return AMI with the influence of every row; NaN where neither division has two clusters}
     *
     * @param a the cluster of each row, from 0 on, [N]
     * @param b its cluster in the other division, from 0 on, [N]
     */
    public static PairedFigure adjusted(int[] a, int[] b) {
        return new MutualInformation(a, b).adjustedFor(a, b);
    }

    private PairedFigure adjustedFor(int[] a, int[] b) {
        double expected = expected();
        double range = (entropy(ofA) + entropy(ofB)) / 2 - expected;
        double value = Math.min(1, (observed() - expected) / range);
        double[] influence = new double[rows];
        for (int row = 0; row < rows; row++) {
            double entropies = -(logShare(ofA[a[row]]) + logShare(ofB[b[row]])) / 2;
            influence[row] = (pointwise(a[row], b[row]) - value * entropies) / range;
        }
        return PairedFigure.of(value, influence);
    }

    /** log p of a cluster. */
    private double logShare(int size) {
        return Math.log((double) size / rows);
    }

    /** J = log(p_ab / p_a p_b). */
    private double pointwise(int a, int b) {
        return logShare(joint[a][b]) - logShare(ofA[a]) - logShare(ofB[b]);
    }

    /** I. */
    private double observed() {
        double sum = 0;
        for (int a = 0; a < ofA.length; a++) {
            for (int b = 0; b < ofB.length; b++) {
                sum += joint[a][b] == 0 ? 0 : joint[a][b] * pointwise(a, b);
            }
        }
        return sum / rows;
    }

    private double entropy(int[] sizes) {
        return -Arrays.stream(sizes)
                        .filter(size -> size > 0)
                        .mapToDouble(size -> size * logShare(size))
                        .sum()
                / rows;
    }

    /** E I, equation 24a of the paper. */
    private double expected() {
        double[] logs = new double[rows + 1];
        double[] logFactorials = new double[rows + 1];
        for (int n = 1; n <= rows; n++) {
            logs[n] = Math.log(n);
            logFactorials[n] = logFactorials[n - 1] + logs[n];
        }
        double sum = 0;
        for (int a : ofA) {
            for (int b : ofB) {
                sum += expected(a, b, logs, logFactorials);
            }
        }
        return sum;
    }

    /** The part of two clusters of sizes a and b: Σ_n (n / N) log(N n / a b) P(n rows in common). */
    private double expected(int a, int b, double[] logs, double[] logFactorials) {
        double[] f = logFactorials;
        double ofSizes = f[a] + f[b] + f[rows - a] + f[rows - b] - f[rows];
        double sum = 0;
        for (int n = Math.max(1, a + b - rows); n <= Math.min(a, b); n++) {
            double logProbability = ofSizes - f[n] - f[a - n] - f[b - n] - f[rows - a - b + n];
            sum += n * (logs[rows] + logs[n] - logs[a] - logs[b]) * Math.exp(logProbability);
        }
        return sum / rows;
    }
}
