package io.github.lrmfspark.statistics;

import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;

/**
 * Climbs f(Q) = Σ A_ijl Q_ia Q_jb Q_lc B_abc over orthogonal Q, [m, m], for symmetric A and B, [m, m, m]: Q ← Procrustes of G,
 *
 * <pre>
 *   G_ia = Σ A_ijl Q_jb Q_lc B_abc = ⅓ ∂f/∂Q_ia,   f(Q) = Σ Q_ia G_ia
 * </pre>
 *
 * <p>Immutable; a climb may run in any thread.
 */
final class TurnClimb {
    private static final int MOST_STEPS = 60;
    private static final int LEAST_STEPS = 6;
    /** Of f; a smaller gain is the end. */
    private static final double LEAST_GAIN = 1e-5;

    private static final double LIKE_HEIGHT = 1e-4;
    private static final double LIKE_TURN = 0.05;

    private final double[] a;
    private final double[][] b;
    private final int m;

    /**
     * The climb between two sets.
     *
     * @param a A, flat
     * @param b B, flat
     * @param m their order
     */
    TurnClimb(double[] a, double[] b, int m) {
        this.a = a;
        this.b = Dense.transposed(Dense.rows(b, m * m));
        this.m = m;
    }

    /**
     * Where a climb ended.
     *
     * @param height f
     * @param turn Q, [m, m]
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Top(double height, double[][] turn) {
        /** Whether another one is about the same. */
        boolean isLike(Top other) {
            if (Math.abs(height - other.height) > LIKE_HEIGHT * Math.abs(height)) {
                return false;
            }
            double sum = 0;
            for (int i = 0; i < turn.length; i++) {
                for (int j = 0; j < turn.length; j++) {
                    double difference = turn[i][j] - other.turn[i][j];
                    sum += difference * difference;
                }
            }
            return Math.sqrt(sum / turn.length) <= LIKE_TURN;
        }
    }

    /** The highest turn of a climb from one. It ends where a step gains nothing; at first it may go down. */
    Top from(double[][] start) {
        Top highest = new Top(Double.NEGATIVE_INFINITY, start);
        double[][] turn = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[][] gradient = gradient(turn);
            double height = product(turn, gradient);
            double gain = height - highest.height;
            if (gain > 0) {
                highest = new Top(height, turn);
            }
            if (step >= LEAST_STEPS && gain < LEAST_GAIN * Math.abs(height)) {
                break;
            }
            turn = Procrustes.of(gradient);
        }
        return highest;
    }

    /** G. */
    double[][] gradient(double[][] turn) {
        double[][] turned = new double[m][m * m];
        double[] half = new double[m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                turnLast(turn, (i * m + j) * m, half);
                for (int p = 0; p < m; p++) {
                    double weight = turn[j][p];
                    for (int q = 0; q < m; q++) {
                        turned[i][p * m + q] += weight * half[q];
                    }
                }
            }
        }
        return Dense.product(turned, b);
    }

    /** half_c = Σ_l A_ijl Q_lc. */
    private void turnLast(double[][] turn, int from, double[] half) {
        Arrays.fill(half, 0);
        for (int l = 0; l < m; l++) {
            double weight = a[from + l];
            for (int q = 0; q < m; q++) {
                half[q] += weight * turn[l][q];
            }
        }
    }

    private double product(double[][] x, double[][] y) {
        double sum = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                sum += x[i][j] * y[i][j];
            }
        }
        return sum;
    }
}
