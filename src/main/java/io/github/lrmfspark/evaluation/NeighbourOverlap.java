package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.NearestNeighbours;
import io.github.lrmfspark.statistics.Subsample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How much of its neighbourhood a source row keeps, with B(i) and U(i) the k nearest rows of a_i before and of T(a_i) after the
 * map:
 *
 * <pre>{@code
 *   mean_i |B(i) ∩ U(i)| / k
 * }</pre>
 *
 * <p>over a random choice of n source rows. Without units; best 1, for the identity and every similarity; about k/n for a map
 * that tears all apart. NaN of fewer than three rows.
 *
 * <p>The interval is by the jackknife, a little wide, since a row is a neighbour of others too: without it, the next takes its
 * place.
 *
 * <p>Reference: Lee, Verleysen, "Quality assessment of dimensionality reduction: rank-based criteria", Neurocomputing 72, 2009.
 */
public final class NeighbourOverlap implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.higher("neighbourOverlap", 1);

    /** Stands for no row where none is left out; unlike −1, which stands for no neighbour. */
    private static final int NONE = -2;

    private final int k;
    private final int atMost;
    private final long seed;

    /**
     * The overlap of k neighbours; time is O(atMost² D).
     *
     * @param k neighbours; fewer where there are not so many rows
     * @param atMost rows n that are looked at
     * @param seed draws the rows
     * @throws IllegalArgumentException if there is no neighbour, or not more rows than neighbours
     */
    public NeighbourOverlap(int k, int atMost, long seed) {
        if (k < 1 || atMost <= k) {
            throw new IllegalArgumentException(
                    "Expected at least 1 neighbour among more rows; found " + k + " among " + atMost);
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
        int neighbours = Math.min(k, chosen.length - 2);
        if (neighbours < 1) {
            return Map.of(FIGURE.name(), Estimate.exact(Double.NaN));
        }
        int[] before = NearestNeighbours.among(Subsample.pick(source, chosen), neighbours + 1);
        int[] after = NearestNeighbours.among(Subsample.pick(samples.mapped(), chosen), neighbours + 1);
        return Map.of(FIGURE.name(), overlap(before, after, neighbours).within(0, 1));
    }

    /** The figure of k neighbours, and without each row; from k + 1 neighbours of every row, [n, k + 1]. */
    private static Estimate overlap(int[] before, int[] after, int k) {
        int n = before.length / (k + 1);
        double[] without = new double[n];
        double sum = 0;
        for (int row = 0; row < n; row++) {
            int from = row * (k + 1);
            int common = common(before, after, from, k, NONE);
            sum += common;
            without[row] -= common;
            for (int i = from; i < from + k; i++) {
                if (before[i] >= 0) {
                    without[before[i]] += common(before, after, from, k, before[i]) - common;
                }
                if (after[i] >= 0 && !contains(before, from, k, after[i])) {
                    without[after[i]] += common(before, after, from, k, after[i]) - common;
                }
            }
        }
        double all = sum;
        Arrays.setAll(without, row -> (all + without[row]) / (n - 1) / k);
        return Estimate.ofJackknife(all / n / k, without);
    }

    /**
     * |B ∩ U| of one row, of the rows that are not left out.
     *
     * @param before k + 1 neighbours of each row before the map
     * @param after k + 1 neighbours of each row after the map
     * @param from where those of this row begin
     * @param left the row that is left out; the last neighbour takes its place
     */
    private static int common(int[] before, int[] after, int from, int k, int left) {
        int ofBefore = contains(before, from, k, left) ? k + 1 : k;
        int ofAfter = contains(after, from, k, left) ? k + 1 : k;
        int common = 0;
        for (int i = from; i < from + ofBefore && before[i] >= 0; i++) {
            common += before[i] != left && contains(after, from, ofAfter, before[i]) ? 1 : 0;
        }
        return common;
    }

    /** Whether a row is among {@code rows[from … from + count − 1]}. */
    private static boolean contains(int[] rows, int from, int count, int row) {
        for (int i = from; i < from + count; i++) {
            if (rows[i] == row) {
                return true;
            }
        }
        return false;
    }
}
