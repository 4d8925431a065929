package io.github.lrmfspark.statistics;

/** The standard normal distribution. */
public final class Normal {
    private static final double TAIL = 3;
    private static final int TERMS = 60;

    private Normal() {}

    /**
     * Q(z) = P(Z > z). Near 0 by the series ½ − φ(z) Σ z^{2k+1} / (1 · 3 ⋯ (2k + 1)), in the tail by Laplace's continued
     * fraction φ(z) / (z + 1 / (z + 2 / (z + …))).
     */
    public static double upperTail(double z) {
        if (z < 0) {
            return 1 - upperTail(-z);
        }
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return z < TAIL ? 0.5 - density * series(z) : density / fraction(z);
    }

    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; k < TERMS; k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return sum;
    }

    private static double fraction(double z) {
        double fraction = z;
        for (int k = TERMS; k > 0; k--) {
            fraction = z + k / fraction;
        }
        return fraction;
    }
}
