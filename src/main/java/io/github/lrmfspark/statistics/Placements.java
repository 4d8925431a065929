package io.github.lrmfspark.statistics;

import java.util.Arrays;

/** Where numbers lie among others; the mean of it is the area under the ROC curve. */
public final class Placements {
    private Placements() {}

    /** For each number the share of {@code others} that are less, equal ones counting half. */
    public static double[] of(double[] numbers, double[] others) {
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        double[] placements = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            double number = numbers[i];
            int less = firstAtLeast(sorted, number);
            int notMore = less;
            while (notMore < sorted.length && sorted[notMore] == number) {
                notMore++;
            }
            placements[i] = (less + notMore) / 2.0 / sorted.length;
        }
        return placements;
    }

    private static int firstAtLeast(double[] sorted, double number) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
