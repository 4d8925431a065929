package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Bounded random choices of rows, by the shuffle of Fisher and Yates: every choice is as likely as any other. */
public final class Subsample {
    private Subsample() {}

    /**
     * {@return distinct row numbers in random order, [min(rows, atMost)]}
     *
     * @param rows to choose of: 0 … rows − 1
     * @param atMost how many to choose; all where there are fewer
     * @param random draws the order, one number a row
     */
    public static int[] of(int rows, int atMost, SplittableRandom random) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return rows <= atMost ? order : Arrays.copyOf(order, atMost);
    }

    /**
     * {@return the rows of some numbers, in their order, [n, D]}
     *
     * @param rows [N, D]
     * @param numbers in 0 … N − 1, [n]
     */
    public static PackedRows pick(PackedRows rows, int[] numbers) {
        PackedRows.Builder picked = new PackedRows.Builder(rows.dimension());
        float[] row = new float[rows.dimension()];
        for (int number : numbers) {
            rows.copyRow(number, row, 0);
            picked.add(row);
        }
        return picked.build();
    }

    /**
     * {@return the rows of some numbers with their labels, in their order}
     *
     * @param sample N rows, labelled or not
     * @param numbers in 0 … N − 1, [n]
     */
    public static Sample pick(Sample sample, int[] numbers) {
        int[] labels = sample.labelled()
                ? Arrays.stream(numbers).map(row -> sample.labels()[row]).toArray()
                : new int[0];
        return new Sample(pick(sample.rows(), numbers), labels);
    }
}
