package io.github.lrmfspark.evaluation;

import java.util.SplittableRandom;

/**
 * Rows of a set in random order, without end: each comes once before any comes again. What a minibatch is drawn from. Not
 * thread-safe.
 */
final class RowCycle {
    private final int[] rows;
    private final SplittableRandom random;
    private int next;

    /**
     * A cycle over some rows.
     *
     * @param rows their numbers, at least one; taken as they are and shuffled
     * @param random draws the order, anew for every pass
     */
    RowCycle(int[] rows, SplittableRandom random) {
        this.rows = rows;
        this.random = random;
        this.next = rows.length;
    }

    /** How many rows there are. */
    int size() {
        return rows.length;
    }

    /** The number of the next row. */
    int next() {
        if (next == rows.length) {
            shuffle();
            next = 0;
        }
        return rows[next++];
    }

    /** By Fisher and Yates. */
    private void shuffle() {
        for (int i = rows.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
        }
    }
}
