package io.github.lrmfspark.statistics;

import java.util.Arrays;

/** For each of some rows the k numbers that were offered with the largest products; of equal ones the first offered is before. */
final class NearestLists {
    private final int k;
    private final int[] numbers;
    private final float[] products;

    /** Empty lists of so many rows: numbers of −1, with products below all. */
    NearestLists(int rows, int k) {
        this.k = k;
        this.numbers = new int[rows * k];
        this.products = new float[rows * k];
        Arrays.fill(numbers, -1);
        Arrays.fill(products, Float.NEGATIVE_INFINITY);
    }

    /** {@return the numbers, [rows, k] row by row, that of the largest product first; not to be changed} */
    int[] numbers() {
        return numbers;
    }

    /** Takes a number into the list of a row if it belongs there; a product that is not a number does not. */
    void offer(int row, int number, float product) {
        int last = row * k + k - 1;
        if (product > products[last]) {
            insert(row * k, last, number, product);
        }
    }

    private void insert(int first, int last, int number, float product) {
        int at = last;
        while (at > first && products[at - 1] < product) {
            products[at] = products[at - 1];
            numbers[at] = numbers[at - 1];
            at--;
        }
        products[at] = product;
        numbers[at] = number;
    }

    /** {@return these lists, with what was offered to others of the same rows after all that was offered to these} */
    NearestLists with(NearestLists later) {
        for (int i = 0; i < later.numbers.length; i++) {
            offer(i / k, later.numbers[i], later.products[i]);
        }
        return this;
    }
}
