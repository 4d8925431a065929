package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.kernel.Dense;
import java.util.Arrays;

/**
 * Two affine maps of one set to another that stand on which rows are neighbours: one that scales and turns, and one that takes its
 * covariance towards the other's after that,
 *
 * <pre>
 *   turned   y = (x − μ_a) S Q + μ_b
 *   refined  y = (x − μ_a) S Q ((1 − t) I + t G) + μ_b
 * </pre>
 *
 * <p>S scales, Q is the turn that {@link NeighbourRefinement} finds of the scaled rows, and G is {@link GaussianTransport} from
 * Σ_t = Qᵀ S Σ_a S Q to Σ_b, both shrunk ({@link Shrinkage}). A turn loses nothing of the source's structure and G moves no more
 * than it has to; without Q, G alone mixes what is turned. The last part of its way brings rows that were held out no nearer, and
 * costs neighbours: covariances of rows differ by chance too. So it ends where a third of what chance explains is left, as the distance
 * of covariances falls about evenly along the way:
 *
 * <pre>
 *   t = max(0, 1 − ε / 3 δ),   δ = ‖Σ_t − Σ_b‖,   ε² = (tr² Σ_b + ‖Σ_b‖²) / M
 * </pre>
 *
 * with ε the distance of the covariance of M normal rows from their own, in Frobenius' norm.
 *
 * <p>Reference: McCann, "A convexity principle for interacting gases", Advances in Mathematics 128, 1997, for the way.
 */
public final class NeighbourMaps {
    /** Of ε, what is left of δ at the end of the way. */
    private static final double LEFT = 1.0 / 3;

    private final Moments a;
    private final Moments b;
    private final Origin origin;
    /** Where Q began. */
    private final double[][] start;
    /** Q. */
    private final double[][] turn;
    /** S Q. */
    private final double[][] scaledTurn;

    private NeighbourMaps(Moments a, Moments b, Origin origin, double[][] start, double[][] turn, double[] factors) {
        this.a = a;
        this.b = b;
        this.origin = origin;
        this.start = start;
        this.turn = turn;
        this.scaledTurn = new double[turn.length][];
        Arrays.setAll(
                scaledTurn, i -> Arrays.stream(turn[i]).map(x -> factors[i] * x).toArray());
    }

    /** What is done before neighbours are looked at: S, what the rows are scaled by, and where their turn begins. */
    public enum Origin {
        /** All coordinates are scaled alike, to the target's total variance. */
        COMMON {
            @Override
            double[] scale(Moments a, Moments b) {
                double[] scale = new double[a.dimension()];
                Arrays.fill(scale, Math.sqrt(b.totalVariance() / a.totalVariance()));
                return scale;
            }
        },
        /** Each coordinate is scaled to the deviation that it has in the target. */
        EACH {
            @Override
            double[] scale(Moments a, Moments b) {
                double[] ofA = a.marginals().standardisation().scale();
                double[] ofB = b.marginals().standardisation().scale();
                double[] scale = new double[ofA.length];
                Arrays.setAll(scale, j -> ofB[j] / ofA[j]);
                return scale;
            }
        },
        /** All coordinates are scaled alike, and turned by third moments, from anywhere ({@link TurnSearch}). */
        FAR {
            @Override
            double[] scale(Moments a, Moments b) {
                return COMMON.scale(a, b);
            }

            @Override
            double[][] turn(PackedRows source, PackedRows target, Moments a, Moments b, long seed) {
                return TurnSearch.of(source, target, a, b, seed);
            }
        };

        /** The diagonal of S, [D], positive. */
        abstract double[] scale(Moments a, Moments b);

        /** The turn to begin with, [D, D]. */
        double[][] turn(PackedRows source, PackedRows target, Moments a, Moments b, long seed) {
            return Vectors.identity(source.dimension(), 1);
        }
    }

    /**
     * {@return the maps of one set to another}
     *
     * @param source x, [N, D], that vary, with N of at least 8
     * @param target y, [M, D], that vary, with M of at least 8
     * @param origin S and where the turn begins
     * @param seed draws the rows of the refinement
     */
    public static NeighbourMaps of(PackedRows source, PackedRows target, Origin origin, long seed) {
        return of(source, target, Moments.of(source), Moments.of(target), origin, seed);
    }

    /**
     * {@return the same of sets whose moments are known}
     *
     * @param source x, [N, D], that vary, with N of at least 8
     * @param target y, [M, D], that vary, with M of at least 8
     * @param a moments of the source
     * @param b moments of the target
     * @param origin S and where the turn begins
     * @param seed draws the rows of the refinement
     */
    public static NeighbourMaps of(
            PackedRows source, PackedRows target, Moments a, Moments b, Origin origin, long seed) {
        double[][] start = origin.turn(source, target, a, b, seed);
        return from(start, start, source, target, a, b, origin, seed);
    }

    /**
     * {@return the maps of other rows of these sets, with S by the same rule and a turn of the same start that goes on from this one}
     *
     * @param source x, [N, D], that vary, with N of at least 8
     * @param target y, [M, D], that vary, with M of at least 8
     * @param a moments of the source
     * @param b moments of the target
     * @param seed draws the rows of the refinement
     */
    public NeighbourMaps goneOn(PackedRows source, PackedRows target, Moments a, Moments b, long seed) {
        return from(start, turn, source, target, a, b, origin, seed);
    }

    private static NeighbourMaps from(
            double[][] start,
            double[][] begun,
            PackedRows source,
            PackedRows target,
            Moments a,
            Moments b,
            Origin origin,
            long seed) {
        double[] factors = origin.scale(a, b);
        double[][] turn = NeighbourRefinement.of(start, begun, scaled(source, factors), target, seed);
        return new NeighbourMaps(Shrinkage.of(source, a), Shrinkage.of(target, b), origin, start, turn, factors);
    }

    /** {@return the map that scales and turns} */
    public AffineMap turned() {
        return AffineMap.of(a.mean(), Dense.transposed(scaledTurn), b.mean());
    }

    /** {@return the map that brings the turned rows near the target's covariance too} */
    public AffineMap refined() {
        double[][] transposed = Dense.transposed(scaledTurn);
        double[][] covariance = Dense.product(Dense.product(transposed, a.covariance()), scaledTurn);
        Moments turned = new Moments(a.rows(), b.mean(), covariance);
        double[][] transport = GaussianTransport.of(turned, b).matrix();
        double share = shareOfTransport(turned.covariance());
        double[][] way = Vectors.combination(share, transport, 1 - share, Vectors.identity(transport.length, 1));
        return AffineMap.of(a.mean(), Dense.product(way, transposed), b.mean());
    }

    /** t. */
    private double shareOfTransport(double[][] turned) {
        double apart = Vectors.norm(Vectors.combination(1, turned, -1, b.covariance()));
        double byChance = Math.hypot(b.totalVariance(), Vectors.norm(b.covariance())) / Math.sqrt((double) b.rows());
        return Math.max(0, 1 - LEFT * byChance / apart);
    }

    /** x S. */
    private static PackedRows scaled(PackedRows rows, double[] factors) {
        PackedRows.Builder scaled = new PackedRows.Builder(factors.length);
        float[] row = new float[factors.length];
        for (int i = 0; i < rows.rows(); i++) {
            rows.copyRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) (row[j] * factors[j]);
            }
            scaled.add(row);
        }
        return scaled.build();
    }
}
