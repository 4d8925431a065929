package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.QuadraticInfluence;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;

/**
 * Relative distance of the covariances of all rows in the Frobenius norm:
 *
 * <pre>{@code
 *   ‖Σ_T(A) − Σ_B‖_F / ‖Σ_B‖_F
 * }</pre>
 *
 * <p>Without units, the same at every scale; best 0. The floor of N and M fresh rows of a round Gaussian is about
 * √((D + 1)(1/N + 1/M)); beside it the interval, which takes the figure as smooth, is too narrow. NaN or infinite for a target
 * without spread.
 *
 * <p>With E = Σ_T(A) − Σ_B the figure f = ‖E‖ / ‖Σ_B‖ has the slopes
 *
 * <pre>{@code
 *   ∂f/∂Σ_T(A) = E / ‖E‖ ‖Σ_B‖,   ∂f/∂Σ_B = −E / ‖E‖ ‖Σ_B‖ − f Σ_B / ‖Σ_B‖²
 * }</pre>
 */
public final class CovarianceDifference implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("covarianceDifference", 0);

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        double[][] covariance = samples.targetMoments().covariance();
        double[][] difference = Vectors.combination(1, samples.mappedMoments().covariance(), -1, covariance);
        double distance = Vectors.norm(difference);
        double norm = Vectors.norm(covariance);
        double figure = distance / norm;
        double scale = distance > 0 ? 1 / (distance * norm) : 0;
        double[] noLinear = new double[covariance.length];
        Estimate estimate = samples.ofMoments(
                figure,
                new QuadraticInfluence(noLinear, Vectors.combination(scale, difference, 0, covariance)),
                new QuadraticInfluence(
                        noLinear, Vectors.combination(-scale, difference, -figure / (norm * norm), covariance)));
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        double norm = Vectors.norm(draws.target().covariance());
        Estimate floor = draws.ofMoments(
                (a, b) -> Vectors.norm(Vectors.combination(1, a.covariance(), -1, b.covariance())) / norm, 0.5);
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }
}
