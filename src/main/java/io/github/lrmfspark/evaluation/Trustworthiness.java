package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.NearestNeighbours;
import io.github.lrmfspark.statistics.SquaredDistances;
import io.github.lrmfspark.statistics.Subsample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Whether what lies close after the map lay close before. With U(i) the k nearest rows of T(a_i) and r(i, j) the rank of a_j
 * by its distance to a_i,
 *
 * <pre>{@code
 *   1 − 2 / (n k (2n − 3k − 1)) Σ_i Σ_{j ∈ U(i)} max(0, r(i, j) − k)
 * }</pre>
 *
 * <p>over a random choice of n source rows. Without units; best 1, where no stranger came near; about ½ for a map without regard
 * to distances. NaN of fewer than four rows, and where a row is not finite.
 *
 * <p>The interval is by the jackknife, since a row counts in the ranks of all others too.
 *
 * <p>Reference: Venna, Kaski, "Neighborhood preservation in nonlinear projection methods: an experimental study", ICANN
 * 2001.
 */
public final class Trustworthiness implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.higher("trustworthiness", 1);

    private final int k;
    private final int atMost;
    private final long seed;

    /**
     * The trustworthiness of k neighbours; time is O(atMost² (D + k)).
     *
     * @param k neighbours; fewer where there are not twice as many rows
     * @param atMost rows n that are looked at
     * @param seed draws the rows
     * @throws IllegalArgumentException if there is no neighbour, or not more than twice as many rows
     */
    public Trustworthiness(int k, int atMost, long seed) {
        if (k < 1 || atMost <= 2 * k) {
            throw new IllegalArgumentException(
                    "Expected at least 1 neighbour among more than twice as many rows; found " + k + " among "
                            + atMost);
        }
        this.k = k;
        this.atMost = atMost;
        this.seed = seed;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        PackedRows source = samples.source().rows();
        int[] chosen = Subsample.of(source.rows(), atMost, new SplittableRandom(seed));
        int neighbours = Math.min(k, (chosen.length - 2) / 2);
        if (neighbours < 1) {
            return Map.of(FIGURE.name(), Estimate.exact(Double.NaN));
        }
        Estimate trust = trust(Subsample.pick(source, chosen), Subsample.pick(samples.mapped(), chosen), neighbours);
        return Map.of(FIGURE.name(), trust.within(0, 1));
    }

    /** The figure and its interval, from a [n, D] and T(a) [n, D]. */
    private static Estimate trust(PackedRows source, PackedRows mapped, int k) {
        int n = source.rows();
        int[] nearest = NearestNeighbours.among(mapped, k + 1);
        if (Arrays.stream(nearest).anyMatch(row -> row < 0)) {
            return Estimate.exact(Double.NaN);
        }
        SquaredDistances distances = SquaredDistances.to(source);
        float[] squared = new float[n];
        double[] without = new double[n];
        double excess = 0;
        for (int row = 0; row < n; row++) {
            distances.from(source, row, squared);
            squared[row] = Float.POSITIVE_INFINITY;
            int[] neighbours = Arrays.copyOfRange(nearest, row * (k + 1), (row + 1) * (k + 1));
            double ofRow = excess(squared, neighbours, without);
            without[row] -= ofRow;
            excess += ofRow;
        }
        double all = excess;
        Arrays.setAll(without, row -> trust(all + without[row], n - 1, k));
        return Estimate.ofJackknife(trust(all, n, k), without);
    }

    /** The equation, with the double sum in place. */
    private static double trust(double excess, int n, int k) {
        return 1 - 2 * excess / (n * k * (2.0 * n - 3 * k - 1));
    }

    /**
     * Σ_{j ∈ U(i)} max(0, r(i, j) − k) of one row; adds to {@code without} what it changes by where a row is left out, so that
     * those farther away move up a rank, and the last neighbour takes the place of one that is gone.
     *
     * @param squared ‖a_j − a_i‖² of every row, [n]
     * @param neighbours the k + 1 nearest of T(a_i), the nearest first
     * @param without what the double sum changes by where a row is left out, [n]
     */
    private static double excess(float[] squared, int[] neighbours, double[] without) {
        int k = neighbours.length - 1;
        float next = squared[neighbours[k]];
        int rankOfNext = rank(squared, next);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            int row = neighbours[i];
            int excess = Math.max(0, rank(squared, squared[row]) - k);
            if (excess > 0) {
                moveUp(squared, squared[row], without);
            }
            sum += excess;
            without[row] += Math.max(0, rankOfNext - (squared[row] < next ? 1 : 0) - k) - excess;
        }
        return sum;
    }

    /** Takes one rank from a row at this distance where a nearer one is left out. */
    private static void moveUp(float[] squared, float at, double[] without) {
        for (int row = 0; row < squared.length; row++) {
            without[row] -= squared[row] < at ? 1 : 0;
        }
    }

    /** r: 1 for the nearest, equal distances share the better rank. */
    private static int rank(float[] squared, float at) {
        int rank = 1;
        for (float other : squared) {
            rank += other < at ? 1 : 0;
        }
        return rank;
    }
}
