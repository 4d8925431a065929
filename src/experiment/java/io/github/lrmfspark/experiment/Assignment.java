package io.github.lrmfspark.experiment;

import java.util.Arrays;

/**
 * The assignment of n rows to n columns of least total cost, exactly, in O(n³): rows join one at a time, each along the path of
 * least reduced cost that ends in a free column. Keeps its arrays; not thread-safe.
 *
 * <p>References: Jonker, Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38, 1987.
 */
final class Assignment {
    private static final int NONE = -1;

    private final int n;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final double[] distance;
    private final boolean[] settled;
    private final int[] before;
    private final int[] rowOf;
    private final int[] columnOf;

    Assignment(int n) {
        this.n = n;
        rowPotential = new double[n];
        columnPotential = new double[n];
        distance = new double[n];
        settled = new boolean[n];
        before = new int[n];
        rowOf = new int[n];
        columnOf = new int[n];
    }

    /**
     * The column of every row; the array is used again.
     *
     * @param cost row-major, [n, n]
     */
    int[] of(double[] cost) {
        Arrays.fill(rowPotential, 0);
        Arrays.fill(columnPotential, 0);
        Arrays.fill(rowOf, NONE);
        for (int row = 0; row < n; row++) {
            int free = shortestPath(cost, row);
            raisePotentials(row, distance[free]);
            assignAlong(free, row);
        }
        for (int column = 0; column < n; column++) {
            columnOf[rowOf[column]] = column;
        }
        return columnOf;
    }

    /** The free column that is nearest to a row by reduced costs; {@code before} then leads back from it. */
    private int shortestPath(double[] cost, int start) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(settled, false);
        int column = NONE;
        int row = start;
        double length = 0;
        while (row != NONE) {
            int nearest = NONE;
            for (int j = 0; j < n; j++) {
                if (settled[j]) {
                    continue;
                }
                double through = length + cost[row * n + j] - rowPotential[row] - columnPotential[j];
                if (through < distance[j]) {
                    distance[j] = through;
                    before[j] = column;
                }
                if (nearest == NONE || distance[j] < distance[nearest]) {
                    nearest = j;
                }
            }
            column = nearest;
            settled[column] = true;
            length = distance[column];
            row = rowOf[column];
        }
        return column;
    }

    /** Keeps reduced costs at 0 or more, and at 0 where a row is assigned. */
    private void raisePotentials(int start, double length) {
        rowPotential[start] += length;
        for (int j = 0; j < n; j++) {
            if (settled[j] && rowOf[j] != NONE) {
                rowPotential[rowOf[j]] += length - distance[j];
                columnPotential[j] -= length - distance[j];
            }
        }
    }

    private void assignAlong(int free, int start) {
        int column = free;
        while (before[column] != NONE) {
            rowOf[column] = rowOf[before[column]];
            column = before[column];
        }
        rowOf[column] = start;
    }
}
