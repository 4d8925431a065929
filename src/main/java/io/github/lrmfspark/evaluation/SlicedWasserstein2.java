package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.LineTransport;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.util.MathArrays;

/**
 * Sliced Wasserstein distance of order 2:
 *
 * <pre>{@code
 *   SW2 = √(mean over unit vectors θ of W2²(θᵀ T(A), θᵀ B))
 *   W2²(u, v) = ∫ (F_u⁻¹(q) − F_v⁻¹(q))² dq,  q in 0 … 1
 * }</pre>
 *
 * <p>In the units of the data; best 0. The directions θ are random and the same for equal seeds. The integral is exact for any
 * two row counts. The interval is of the rows, with these directions; beside the floor, where it takes the figure as smooth, it
 * is too narrow.
 *
 * <p>The influence of a row x on SW2² is the mean over θ of the Kantorovich potential of θᵀx ({@link LineTransport}).
 *
 * <p>Not the same at every scale: two sets apart by a shift s, and otherwise equal, score ‖s‖ / √D in the mean over directions.
 *
 * <p>References: Bonneel, Rabin, Peyré, Pfister, "Sliced and Radon Wasserstein Barycenters of Measures", 2015; for the
 * interval del Barrio, Loubes, "Central limit theorems for empirical transportation cost in general dimension", 2019.
 */
public final class SlicedWasserstein2 implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("slicedWasserstein2", 0);

    private final int projections;
    private final long seed;

    /**
     * The metric along so many directions.
     *
     * @param projections how many directions, at least 1
     * @param seed draws the directions
     * @throws IllegalArgumentException if there is none
     */
    public SlicedWasserstein2(int projections, long seed) {
        if (projections < 1) {
            throw new IllegalArgumentException("Expected at least 1 projection; found " + projections);
        }
        this.projections = projections;
        this.seed = seed;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        double[][] directions = directions(samples.mapped().dimension());
        double[][] mapped = projected(samples.mapped(), directions);
        double[][] target = projected(samples.target().rows(), directions);
        double[] ofMapped = new double[samples.mapped().rows()];
        double[] ofTarget = new double[samples.target().rows().rows()];
        double sum = 0;
        for (int p = 0; p < projections; p++) {
            LineTransport transport = LineTransport.of(mapped[p], target[p]);
            sum += transport.squaredDistance();
            transport.addPotentials(ofMapped, ofTarget);
        }
        MathArrays.scaleInPlace(1.0 / projections, ofMapped);
        MathArrays.scaleInPlace(1.0 / projections, ofTarget);
        Estimate estimate = Estimate.ofRoot(sum / projections, ofMapped, ofTarget);
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        double[][] projected = projected(draws.all(), directions(draws.all().dimension()));
        Estimate floor = draws.ofRows((x, y) -> {
            double sum = 0;
            for (double[] line : projected) {
                sum += LineTransport.of(Vectors.pick(line, x), Vectors.pick(line, y))
                        .squaredDistance();
            }
            return Math.sqrt(sum / projections);
        });
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }

    /** Random unit vectors θ in columns, [D, projections]: normal vectors of length 1. */
    private double[][] directions(int dimension) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] directions = new double[dimension][projections];
        for (int p = 0; p < projections; p++) {
            double squared = 0;
            for (int d = 0; d < dimension; d++) {
                double z = random.nextGaussian();
                directions[d][p] = z;
                squared += z * z;
            }
            for (int d = 0; d < dimension; d++) {
                directions[d][p] /= Math.sqrt(squared);
            }
        }
        return directions;
    }

    /** θᵀx of all rows by direction, [projections, N]. */
    private double[][] projected(PackedRows rows, double[][] directions) {
        double[][] projected = new double[projections][rows.rows()];
        float[] x = new float[rows.dimension()];
        for (int row = 0; row < rows.rows(); row++) {
            rows.copyRow(row, x, 0);
            double[] onto = new double[projections];
            for (int d = 0; d < x.length; d++) {
                Vectors.addScaled(onto, x[d], directions[d]);
            }
            for (int p = 0; p < projections; p++) {
                projected[p][row] = onto[p];
            }
        }
        return projected;
    }
}
