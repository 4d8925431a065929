package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.NearestNeighbours;
import java.util.List;
import java.util.Map;

/**
 * Share of mapped source rows whose own label is that of the majority of their k nearest target rows:
 *
 * <pre>{@code
 *   mean 1[majority of label(b), b among the k nearest of T(a) = label(a)]
 * }</pre>
 *
 * <p>Without units; best 1. Among labels with equally many neighbours the one with the nearest neighbour counts. A row that is
 * not finite counts as wrong. The interval is of the source rows, beside these target rows.
 *
 * <p>Reference: Cover, Hart, "Nearest neighbor pattern classification", IEEE Transactions on Information Theory 13, 1967.
 */
public final class LabelAccuracy implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.higher("labelAccuracy", 1);

    private final int k;

    /**
     * The accuracy by k neighbours.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if there is none
     */
    public LabelAccuracy(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("Expected at least 1 neighbour; found " + k);
        }
        this.k = k;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public boolean appliesTo(AlignedSamples samples) {
        return LabelRules.comparable(samples);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        return Map.of(
                FIGURE.name(),
                Estimate.ofProportion(right(samples), samples.source().rows().rows()));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        return LabelRules.floor(draws, this::right)
                .map(floor -> Map.of(FIGURE.name(), floor))
                .orElseGet(Map::of);
    }

    /** How many source rows are given their own label. */
    private int right(AlignedSamples samples) {
        Sample target = samples.target();
        int neighbours = Math.min(k, target.rows().rows());
        int[] nearest = NearestNeighbours.of(samples.mapped(), target.rows(), neighbours);
        int[] expected = samples.source().labels();
        int right = 0;
        for (int row = 0; row < expected.length; row++) {
            int winner = majority(nearest, row * neighbours, neighbours, target.labels());
            if (winner >= 0 && target.labels()[winner] == expected[row]) {
                right++;
            }
        }
        return right;
    }

    /**
     * The nearest row of the most frequent label among some neighbours; −1 where there is none.
     *
     * @param nearest target rows, the nearest first; −1 for none
     * @param from where the neighbours begin in it
     * @param count how many they are
     * @param labels of the target rows, [M]
     */
    private static int majority(int[] nearest, int from, int count, int[] labels) {
        int winner = nearest[from];
        int most = 0;
        for (int i = from; i < from + count && nearest[i] >= 0; i++) {
            int votes = 0;
            for (int j = from; j < from + count && nearest[j] >= 0; j++) {
                votes += labels[nearest[i]] == labels[nearest[j]] ? 1 : 0;
            }
            if (votes > most) {
                most = votes;
                winner = nearest[i];
            }
        }
        return winner;
    }
}
