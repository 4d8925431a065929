package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.LineTransport;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Sliced Wasserstein distance of order 2, in the units of the data:
 *
 * <pre>{@code
 *   SW2² = mean over unit vectors θ of W2²(θᵀ T(A), θᵀ B)
 *   W2²(p, q) = ∫ (F_p⁻¹(u) − F_q⁻¹(u))² du,  u in 0 … 1
 * }</pre>
 *
 * <p>The directions θ are random and the same for equal seeds. The integral is exact for any two row counts. The interval is
 * of the rows, with these directions; beside the floor, where it takes the figure as smooth, it is too narrow.
 *
 * <p>Not scale-free: two sets apart by a shift s, and otherwise equal, score ‖s‖ / √D in the mean over directions.
 *
 * <p>References: Bonneel, Rabin, Peyré, Pfister, "Sliced and Radon Wasserstein Barycenters of Measures", 2015; for the
 * interval del Barrio, Loubes, "Central limit theorems for empirical transportation cost in general dimension", 2019.
 */
public final class SlicedWasserstein2 implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("slicedWasserstein2", 0);

    private final int projections;
    private final long seed;

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
            sum += new LineTransport(mapped[p], target[p]).addPotentials(ofMapped, ofTarget);
        }
        double figure = Math.sqrt(sum / projections);
        double slope = figure == 0 ? 0 : 1 / (2 * figure * projections);
        scale(ofMapped, slope);
        scale(ofTarget, slope);
        Estimate estimate = Estimate.ofInfluence(figure, ofMapped, ofTarget);
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        double[][] projected = projected(draws.all(), directions(draws.all().dimension()));
        Estimate floor = draws.ofRows((x, y) -> {
            double sum = 0;
            for (double[] line : projected) {
                sum += new LineTransport(Vectors.pick(line, x), Vectors.pick(line, y)).squaredDistance();
            }
            return Math.sqrt(sum / projections);
        });
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }

    private static void scale(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /** Random unit vectors in columns, [D, projections]. */
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

    /** [projections, N] */
    private double[][] projected(PackedRows rows, double[][] directions) {
        double[][] projected = new double[projections][rows.rows()];
        float[] x = new float[rows.dimension()];
        for (int row = 0; row < rows.rows(); row++) {
            rows.copyRow(row, x, 0);
            double[] onto = new double[projections];
            for (int d = 0; d < x.length; d++) {
                Vectors.addScaled(onto, x[d], directions[d], projections);
            }
            for (int p = 0; p < projections; p++) {
                projected[p][row] = onto[p];
            }
        }
        return projected;
    }
}
