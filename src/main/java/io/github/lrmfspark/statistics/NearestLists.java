package io.github.lrmfspark.statistics;

import java.util.Arrays;

/** For each of some rows the k numbers that were offered as the nearest ones; of equally near ones the first offered is before. */
final class NearestLists {
    private final int k;
    private final int[] numbers;
    private final float[] nearness;

    /** Empty lists of so many rows: numbers of −1, farther than any. */
    NearestLists(int rows, int k) {
        this.k = k;
        this.numbers = new int[rows * k];
        this.nearness = new float[rows * k];
        Arrays.fill(numbers, -1);
        Arrays.fill(nearness, Float.NEGATIVE_INFINITY);
    }

    /** {@return the numbers, [rows, k] row by row, the nearest first; not to be changed} */
    int[] numbers() {
        return numbers;
    }

    /** {@return how near each of them is, likewise} */
    float[] nearness() {
        return nearness;
    }

    /**
     * Takes a number into the list of a row if it belongs there.
     *
     * @param near how near it is, such as a product, or the negative of a distance; NaN and −∞ belong nowhere
     */
    void offer(int row, int number, float near) {
        int last = row * k + k - 1;
        if (near > nearness[last]) {
            insert(row * k, last, number, near);
        }
    }

    private void insert(int first, int last, int number, float near) {
        int at = last;
        while (at > first && nearness[at - 1] < near) {
            nearness[at] = nearness[at - 1];
            numbers[at] = numbers[at - 1];
            at--;
        }
        nearness[at] = near;
        numbers[at] = number;
    }

    /** {@return these lists, with what was offered to others of the same rows after all that was offered to these} */
    NearestLists with(NearestLists later) {
        for (int i = 0; i < later.numbers.length; i++) {
            offer(i / k, later.numbers[i], later.nearness[i]);
        }
        return this;
    }
}
