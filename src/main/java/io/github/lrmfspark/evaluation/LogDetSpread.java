package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How unevenly the map stretches space, the standard deviation over rows
 *
 * <pre>{@code
 *   √(Var_n log|det ∂T(a_n)/∂a|) / D
 * }</pre>
 *
 * <p>In nats a dimension. 0 for every affine map; 0.1 says that lengths are stretched by factors that differ by a tenth from row
 * to row. The influence of a row on the variance is its squared deviation from the mean. Of two maps with equal distances to
 * the target the one that scores less is the simpler.
 */
public final class LogDetSpread implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("logDetSpread", 0);

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public boolean appliesTo(AlignedSamples samples) {
        return samples.logDet() != null;
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        double[] logDet = Objects.requireNonNull(samples.logDet());
        int dimension = samples.mapped().dimension();
        double mean = Arrays.stream(logDet).sum() / logDet.length;
        double[] squares = new double[logDet.length];
        Arrays.setAll(squares, row -> (logDet[row] - mean) * (logDet[row] - mean) / dimension / dimension);
        double variance = Arrays.stream(squares).sum() / squares.length;
        Estimate estimate = Estimate.ofRoot(variance, squares, new double[0]);
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }
}
