package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.QuadraticInfluence;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.util.MathArrays;

/**
 * Distance of the means of all rows in units of the target's root mean square radius:
 *
 * <pre>{@code
 *   ‖μ_T(A) − μ_B‖ / √(tr Σ_B)
 * }</pre>
 *
 * <p>Without units, the same at every scale; best 0. The floor of N and M fresh rows is √(1/N + 1/M) in every dimension; beside
 * it the interval, which takes the figure as smooth, is too narrow. NaN or infinite for a target without spread.
 *
 * <p>With d = μ_T(A) − μ_B and r² = tr Σ_B the figure f = ‖d‖ / r has the slopes
 *
 * <pre>{@code
 *   ∂f/∂μ_T(A) = d / ‖d‖ r = −∂f/∂μ_B,   ∂f/∂Σ_T(A) = 0,   ∂f/∂Σ_B = −f / 2r² I
 * }</pre>
 */
public final class MeanDifference implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("meanDifference", 0);

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        Moments mapped = samples.mappedMoments();
        Moments target = samples.targetMoments();
        double[] difference = MathArrays.ebeSubtract(mapped.mean(), target.mean());
        double length = Vectors.norm(difference);
        double radius = Math.sqrt(target.totalVariance());
        double figure = length / radius;
        double[] slope = MathArrays.scale(length > 0 ? 1 / (length * radius) : 0, difference);
        double ofRadius = -figure / (2 * radius * radius);
        int dimension = target.dimension();
        Estimate estimate = samples.ofMoments(
                figure,
                new QuadraticInfluence(slope, Vectors.identity(dimension, 0)),
                new QuadraticInfluence(MathArrays.scale(-1, slope), Vectors.identity(dimension, ofRadius)));
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        double radius = Math.sqrt(draws.target().totalVariance());
        Estimate floor =
                draws.ofMoments((a, b) -> Vectors.norm(MathArrays.ebeSubtract(a.mean(), b.mean())) / radius, 0.5);
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }
}
