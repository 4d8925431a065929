package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Bounded random choices of rows. */
public final class Subsample {
    private Subsample() {}

    /** {@code atMost} distinct row numbers below {@code rows}, or all where there are fewer, in random order. */
    public static int[] of(int rows, int atMost, SplittableRandom random) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return rows <= atMost ? order : Arrays.copyOf(order, atMost);
    }

    /** Those rows, in that order. */
    public static PackedRows pick(PackedRows rows, int[] numbers) {
        PackedRows.Builder picked = new PackedRows.Builder(rows.dimension());
        float[] row = new float[rows.dimension()];
        for (int number : numbers) {
            rows.copyRow(number, row, 0);
            picked.add(row);
        }
        return picked.build();
    }

    /** The rows {@code first}, {@code first} + 2, … */
    public static Sample everySecond(Sample sample, int first) {
        return pick(
                sample,
                IntStream.iterate(first, row -> row < sample.rows().rows(), row -> row + 2)
                        .toArray());
    }

    /** Those rows with their labels, in that order. */
    public static Sample pick(Sample sample, int[] numbers) {
        int[] labels = sample.labelled()
                ? Arrays.stream(numbers).map(row -> sample.labels()[row]).toArray()
                : new int[0];
        return new Sample(pick(sample.rows(), numbers), labels);
    }
}
