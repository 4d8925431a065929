package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How invertible T is in the precision that it is computed in: over all coordinates of all rows the largest and the mean of
 *
 * <pre>{@code
 *   |T⁻¹(T(a))_nj − a_nj|
 * }</pre>
 *
 * <p>In the units of the data; both are best at 0. The largest is a fact of these rows; its interval is itself.
 */
public final class RoundTripError implements Metric {
    /** The largest error. */
    public static final Figure LARGEST = Figure.lower("roundTripError", 0);
    /** The mean error. */
    public static final Figure MEAN = Figure.lower("roundTripErrorMean", 0);

    @Override
    public List<Figure> figures() {
        return List.of(LARGEST, MEAN);
    }

    @Override
    public boolean appliesTo(AlignedSamples samples) {
        return samples.returned() != null;
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        PackedRows source = samples.source().rows();
        PackedRows returned = Objects.requireNonNull(samples.returned());
        double largest = 0;
        double[] means = new double[source.rows()];
        for (int row = 0; row < means.length; row++) {
            for (int column = 0; column < source.dimension(); column++) {
                double error = Math.abs((double) returned.value(row, column) - source.value(row, column));
                largest = Math.max(largest, error);
                means[row] += error / source.dimension();
            }
        }
        Estimate mean = Estimate.ofMean(means).within(0, Double.POSITIVE_INFINITY);
        return Map.of(LARGEST.name(), Estimate.exact(largest), MEAN.name(), mean);
    }
}
