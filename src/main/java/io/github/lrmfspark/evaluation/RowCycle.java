package io.github.lrmfspark.evaluation;

import java.util.SplittableRandom;

/** Rows of a set in random order, without end: each comes once before any comes again. */
final class RowCycle {
    private final int[] rows;
    private final SplittableRandom random;
    private int next;

    /** @param rows their numbers, at least one; taken as they are */
    RowCycle(int[] rows, SplittableRandom random) {
        this.rows = rows;
        this.random = random;
        this.next = rows.length;
    }

    int size() {
        return rows.length;
    }

    int next() {
        if (next == rows.length) {
            shuffle();
            next = 0;
        }
        return rows[next++];
    }

    private void shuffle() {
        for (int i = rows.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
        }
    }
}
