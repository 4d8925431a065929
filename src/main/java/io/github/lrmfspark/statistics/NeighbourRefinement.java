package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.SplittableRandom;

/**
 * The turn that brings one cloud of directions onto another without known pairs, found from a start that is near it. Rows that
 * are each among the k nearest of the other are taken for pairs, and the turn of best fit to these is the next one:
 *
 * <pre>
 *   Q ← Procrustes of x_n with the direction of the mean of { y : y among the k nearest of x_n Q, and x_n Q among those of y }
 * </pre>
 *
 * <p>Directions are rows less the mean of their set, at length one. The first rounds look at some rows of either set, drawn
 * anew each time, the last ones at all. The start is the identity: whoever knows a better one maps the source by it before. It
 * keeps to what is near: of two sets that are turned far apart it finds a turn that matches the wrong rows.
 *
 * <p>A round costs O(N M D) for its N and M rows, and O(D³).
 *
 * <p>References: Artetxe, Labaka, Agirre, "A robust self-learning method for fully unsupervised cross-lingual mappings of word
 * embeddings", ACL 2018; Schönemann, Psychometrika 31, 1966.
 */
public final class NeighbourRefinement {
    private static final int NEIGHBOURS = 8;
    private static final int FIRST_ROUNDS = 15;
    private static final int LAST_ROUNDS = 4;
    private static final int FIRST_ROWS = 4_000;
    private static final int BLOCK = 1_024;

    private final double[] origin;
    private final PackedRows source;
    private final PackedRows target;
    private final SplittableRandom random;

    private NeighbourRefinement(PackedRows source, PackedRows target, long seed) {
        this.origin = new double[source.dimension()];
        this.source = directions(source);
        this.target = directions(target);
        this.random = new SplittableRandom(seed);
    }

    /**
     * {@return Q, orthogonal, [D, D]: x Q lies where y does}
     *
     * @param source x, [N, D], with N of at least k = 8
     * @param target y, [M, D], with M of at least k
     * @param seed draws the rows of a round
     */
    public static double[][] of(PackedRows source, PackedRows target, long seed) {
        return new NeighbourRefinement(source, target, seed).run();
    }

    private double[][] run() {
        double[][] turn = Vectors.identity(origin.length, 1);
        for (int round = 0; round < FIRST_ROUNDS; round++) {
            turn = next(turn, some(source), some(target));
        }
        for (int round = 0; round < LAST_ROUNDS && Math.max(source.rows(), target.rows()) > FIRST_ROWS; round++) {
            turn = next(turn, source, target);
        }
        return turn;
    }

    private PackedRows some(PackedRows rows) {
        return Subsample.pick(rows, Subsample.of(rows.rows(), FIRST_ROWS, random));
    }

    /** The next turn, by rows x and y of both sets. */
    private double[][] next(double[][] turn, PackedRows x, PackedRows y) {
        int d = origin.length;
        float[] turned = turned(x, turn);
        float[] targets = y.toArray();
        int[] ofX = CosineNeighbours.of(turned, targets, d, NEIGHBOURS);
        int[] ofY = CosineNeighbours.of(targets, turned, d, NEIGHBOURS);
        double[][] cross = new double[d][d];
        for (int first = 0; first < x.rows(); first += BLOCK) {
            double[][] block = block(x, first);
            double[][] means = new double[block.length][d];
            for (int i = 0; i < block.length; i++) {
                meanOfMutual(first + i, ofX, ofY, targets, means[i]);
            }
            double[][] product = Dense.product(Dense.transposed(block), means);
            for (int j = 0; j < d; j++) {
                Vectors.addScaled(cross[j], 1, product[j]);
            }
        }
        return Procrustes.of(cross);
    }

    /** The direction of the mean of a row's mutual neighbours; zero where it has none. */
    private static void meanOfMutual(int row, int[] ofX, int[] ofY, float[] targets, double[] mean) {
        for (int i = row * NEIGHBOURS; i < (row + 1) * NEIGHBOURS; i++) {
            int neighbour = ofX[i];
            if (neighbour >= 0 && has(ofY, neighbour, row)) {
                for (int j = 0; j < mean.length; j++) {
                    mean[j] += targets[neighbour * mean.length + j];
                }
            }
        }
        toLengthOne(mean);
    }

    /** Whether a row is among the neighbours of another. */
    private static boolean has(int[] neighbours, int of, int row) {
        for (int i = of * NEIGHBOURS; i < (of + 1) * NEIGHBOURS; i++) {
            if (neighbours[i] == row) {
                return true;
            }
        }
        return false;
    }

    /** x Q, row after row. */
    private float[] turned(PackedRows x, double[][] turn) {
        float[] turned = new float[x.rows() * origin.length];
        int at = 0;
        for (int first = 0; first < x.rows(); first += BLOCK) {
            for (double[] row : Dense.product(block(x, first), turn)) {
                for (double value : row) {
                    turned[at++] = (float) value;
                }
            }
        }
        return turned;
    }

    private double[][] block(PackedRows rows, int first) {
        return Vectors.centred(rows, first, Math.min(BLOCK, rows.rows() - first), origin);
    }

    /** Rows less their mean, at length one. */
    private static PackedRows directions(PackedRows rows) {
        double[] mean = Moments.mean(rows);
        PackedRows.Builder directions = new PackedRows.Builder(mean.length);
        float[] direction = new float[mean.length];
        for (int first = 0; first < rows.rows(); first += BLOCK) {
            for (double[] row : Vectors.centred(rows, first, Math.min(BLOCK, rows.rows() - first), mean)) {
                toLengthOne(row);
                for (int j = 0; j < row.length; j++) {
                    direction[j] = (float) row[j];
                }
                directions.add(direction);
            }
        }
        return directions.build();
    }

    private static void toLengthOne(double[] vector) {
        double norm = Vectors.norm(vector);
        for (int j = 0; norm > 0 && j < vector.length; j++) {
            vector[j] /= norm;
        }
    }
}
