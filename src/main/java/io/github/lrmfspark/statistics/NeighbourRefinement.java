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
 *   Q ← Procrustes of Σ_n x_n y(x_n)ᵀ + Σ_m x(y_m) y_mᵀ + κ Q₀,   κ = {@value #START}
 *   y(x) = the mean of { y : y among the k nearest of x Q, and x Q among those of y } by weights e^{β near(x, y)},   x(y) likewise
 *   near(x, y) = x Q · y − h(x) − h(y)
 * </pre>
 *
 * <p>The k are 8, and more where rows are few for the D² / 2 numbers of a turn: k N is D² / 3, with N the rows of the smaller set,
 * as long as k is at most 32, and β is 80 / k. Directions are rows less the mean of their set, at length one. The first rounds look
 * at some rows of either set, drawn anew each time, eight by eight, as long as there come to be more pairs; in them h is 0. The last
 * ones look at all. In these h is half the mean similarity of a row to its neighbours in the round before: rows that are near to
 * everything would be in too many pairs. A mean of rows that lie apart is short, and counts for less.
 *
 * <p>The start Q₀ counts as κ of a pair along each axis. So it stays what it was along directions that rows tell nothing of, most of
 * them where rows are few. And it keeps to what is near: of two sets that are turned far apart it finds from the identity a turn that
 * matches the wrong rows. {@link TurnSearch} finds a start for those.
 *
 * <p>A round costs O(N M D) for its N and M rows, and O(D³).
 *
 * <p>References: Artetxe, Labaka, Agirre, "A robust self-learning method for fully unsupervised cross-lingual mappings of word
 * embeddings", ACL 2018; Conneau, Lample, Ranzato, Denoyer, Jégou, "Word translation without parallel data", ICLR 2018 (h);
 * Schönemann, Psychometrika 31, 1966.
 */
public final class NeighbourRefinement {
    /** k of many rows. */
    private static final int LEAST_NEIGHBOURS = 8;
    /** k of few. */
    private static final int MOST_NEIGHBOURS = 32;
    /** k N over D², in between. */
    private static final double PAIRS = 1.0 / 3;
    /** β k. */
    private static final double SHARPNESS = 80;
    /** κ. */
    private static final double START = 0.5;
    /** Rounds after which the pairs are counted again. */
    private static final int WINDOW = 8;

    private static final int MOST_ROUNDS = 12 * WINDOW;
    /** Of the pairs in a window; with less the last rounds begin. */
    private static final double GROWTH = 1.003;

    private static final int LAST_ROUNDS = 5;
    private static final int FIRST_ROWS = 4_000;
    private static final int BLOCK = 1_024;

    private final double[] origin;
    /** Q₀. */
    private final double[][] start;

    private final PackedRows source;
    private final PackedRows target;
    private final SplittableRandom random;
    /** k. */
    private final int k;
    /** Of the last round; each counts twice. */
    private int pairs;

    private NeighbourRefinement(double[][] start, PackedRows source, PackedRows target, long seed) {
        this.start = start;
        this.origin = new double[source.dimension()];
        this.source = directions(source);
        this.target = directions(target);
        this.random = new SplittableRandom(seed);
        this.k = neighbours(Math.min(source.rows(), target.rows()), source.dimension());
    }

    /** k, no more than there are rows. */
    private static int neighbours(int rows, int dimension) {
        double wanted = PAIRS * dimension * dimension / rows;
        return Math.min(rows, (int) Math.max(LEAST_NEIGHBOURS, Math.min(MOST_NEIGHBOURS, Math.round(wanted))));
    }

    /**
     * {@return Q, orthogonal, [D, D]: x Q lies where y does}
     *
     * @param start Q₀, [D, D], orthogonal, or nothing but a turn of some directions
     * @param begun the first Q: the start, or what was found from it by other rows of these sets
     * @param source x, [N, D], with N of at least 8
     * @param target y, [M, D], with M of at least 8
     * @param seed draws the rows of a round
     */
    static double[][] of(double[][] start, double[][] begun, PackedRows source, PackedRows target, long seed) {
        return new NeighbourRefinement(start, source, target, seed).run(begun);
    }

    private double[][] run(double[][] begun) {
        double[][] turn = begun;
        int rounds = 0;
        int before;
        do {
            before = pairs;
            for (int round = 0; round < WINDOW; round++) {
                turn = next(turn, new Side(some(source)), new Side(some(target)));
            }
            rounds += WINDOW;
        } while (rounds < MOST_ROUNDS && pairs > GROWTH * before);
        Side x = new Side(source);
        Side y = new Side(target);
        for (int round = 0; round < LAST_ROUNDS; round++) {
            turn = next(turn, x, y);
        }
        return turn;
    }

    private PackedRows some(PackedRows rows) {
        return Subsample.pick(rows, Subsample.of(rows.rows(), FIRST_ROWS, random));
    }

    /** Rows of one set: h of each, and in a round where they lie and which rows of the other set are near. */
    private final class Side {
        final PackedRows rows;
        float[] penalties;
        float[] placed = new float[0];
        NearestLists near = new NearestLists(0, k);

        Side(PackedRows rows) {
            this.rows = rows;
            this.penalties = new float[rows.rows()];
        }

        CosineNeighbours.Rows placed() {
            return new CosineNeighbours.Rows(placed, penalties);
        }

        /** h, by the neighbours of this round. */
        float[] hubness(Side other) {
            float[] hubness = new float[penalties.length];
            for (int i = 0; i < hubness.length; i++) {
                double sum = 0;
                for (int n = i * k; n < (i + 1) * k; n++) {
                    int neighbour = near.numbers()[n];
                    sum += neighbour < 0 ? 0 : near.nearness()[n] + other.penalties[neighbour];
                }
                hubness[i] = (float) (sum / (2 * k));
            }
            return hubness;
        }

        /** Of some rows the means of their mutual neighbours, where these lie; zero where there are none. */
        double[][] means(int first, int count, Side other) {
            double[][] means = new double[count][origin.length];
            for (int i = 0; i < count; i++) {
                addMutual(means[i], first + i, other);
            }
            return means;
        }

        /** mean ← mean + y(x); h(x) is in all of its weights, and so in none of the mean. */
        private void addMutual(double[] mean, int row, Side other) {
            double total = 0;
            for (int n = row * k; n < (row + 1) * k; n++) {
                int neighbour = near.numbers()[n];
                if (neighbour >= 0 && other.has(neighbour, row)) {
                    pairs++;
                    double weight = Math.exp(SHARPNESS / k * near.nearness()[n]);
                    total += weight;
                    other.addTo(mean, weight, neighbour);
                }
            }
            for (int j = 0; total > 0 && j < mean.length; j++) {
                mean[j] /= total;
            }
        }

        private boolean has(int row, int sought) {
            for (int n = row * k; n < (row + 1) * k; n++) {
                if (near.numbers()[n] == sought) {
                    return true;
                }
            }
            return false;
        }

        private void addTo(double[] sum, double weight, int row) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += weight * placed[row * sum.length + j];
            }
        }
    }

    /** The next turn. Sums of turned rows are turned back at the end: (X Q)ᵀ Y = Qᵀ Xᵀ Y. */
    private double[][] next(double[][] turn, Side x, Side y) {
        x.placed = turned(x.rows, turn);
        y.placed = y.rows.toArray();
        CosineNeighbours near = CosineNeighbours.of(x.placed(), y.placed(), k);
        x.near = near.ofX();
        y.near = near.ofY();
        pairs = 0;
        double[][] cross = new double[origin.length][origin.length];
        for (int first = 0; first < x.rows.rows(); first += BLOCK) {
            double[][] block = block(x.rows, first);
            add(cross, block, x.means(first, block.length, y));
        }
        double[][] turned = new double[origin.length][origin.length];
        for (int first = 0; first < y.rows.rows(); first += BLOCK) {
            double[][] block = block(y.rows, first);
            add(turned, y.means(first, block.length, x), block);
        }
        float[] ofX = x.hubness(y);
        y.penalties = y.hubness(x);
        x.penalties = ofX;
        double[][] told = Vectors.combination(1, cross, 1, Dense.product(turn, turned));
        return Procrustes.of(Vectors.combination(1, told, START, start));
    }

    /** sum ← sum + xᵀ y. */
    private static void add(double[][] sum, double[][] x, double[][] y) {
        double[][] product = Dense.product(Dense.transposed(x), y);
        for (int j = 0; j < sum.length; j++) {
            Vectors.addScaled(sum[j], 1, product[j]);
        }
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
