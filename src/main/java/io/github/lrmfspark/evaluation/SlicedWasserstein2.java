package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import java.util.Arrays;
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
 * <p>The directions θ are random and the same for equal seeds. The integral is exact for any two row counts.
 *
 * <p>Not scale-free: two sets apart by a shift s, and otherwise equal, score ‖s‖ / √D in the mean over directions.
 *
 * <p>Reference: Bonneel, Rabin, Peyré, Pfister, "Sliced and Radon Wasserstein Barycenters of Measures", 2015.
 */
public final class SlicedWasserstein2 implements Metric {
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
    public List<String> names() {
        return List.of("slicedWasserstein2");
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        return Map.of("slicedWasserstein2", Estimate.exact(figure(samples)));
    }

    private double figure(AlignedSamples samples) {
        double[][] directions = directions(samples.mapped().dimension());
        double[][] mapped = sortedProjections(samples.mapped(), directions);
        double[][] target = sortedProjections(samples.target().rows(), directions);
        double sum = 0;
        for (int p = 0; p < projections; p++) {
            sum += squaredDistance(mapped[p], target[p]);
        }
        return Math.sqrt(sum / projections);
    }

    /** W2² of two sorted samples: their quantile functions are constant between the multiples of 1/N and of 1/M. */
    static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        long reached = 0;
        for (int i = 0, j = 0; i < x.length && j < y.length; ) {
            long endOfX = (i + 1L) * y.length;
            long endOfY = (j + 1L) * x.length;
            long end = Math.min(endOfX, endOfY);
            double difference = x[i] - y[j];
            sum += (end - reached) * difference * difference;
            reached = end;
            i += end == endOfX ? 1 : 0;
            j += end == endOfY ? 1 : 0;
        }
        return sum / x.length / y.length;
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

    /** [projections, N], each row sorted. */
    private double[][] sortedProjections(PackedRows rows, double[][] directions) {
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
        for (double[] values : projected) {
            Arrays.sort(values);
        }
        return projected;
    }
}
