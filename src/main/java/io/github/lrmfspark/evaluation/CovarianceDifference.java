package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Moments;
import io.github.lrmfspark.statistics.QuadraticInfluence;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;

/**
 * Relative distance of the covariances in the Frobenius norm, ‖Σ_T(A) − Σ_B‖ / ‖Σ_B‖, of all rows.
 *
 * <p>Scale-free. The floor of N and M fresh rows of a round Gaussian is about √((D + 1)(1/N + 1/M)); beside it the
 * interval, which takes the figure as smooth, is too narrow.
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
        Moments mapped = samples.mappedMoments();
        Moments target = samples.targetMoments();
        double[][] covariance = target.covariance();
        double[][] difference = Vectors.combination(1, mapped.covariance(), -1, covariance);
        double distance = norm(difference);
        double norm = norm(covariance);
        double figure = distance / norm;
        double scale = distance > 0 ? 1 / (distance * norm) : 0;
        double[] noLinear = new double[covariance.length];
        Estimate estimate = Estimate.ofInfluence(
                figure,
                QuadraticInfluence.of(
                        samples.mapped(),
                        mapped.mean(),
                        noLinear,
                        Vectors.combination(scale, difference, 0, covariance)),
                mapped.rows(),
                QuadraticInfluence.of(
                        samples.target().rows(),
                        target.mean(),
                        noLinear,
                        Vectors.combination(-scale, difference, -figure / (norm * norm), covariance)),
                target.rows());
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        double norm = norm(draws.target().covariance());
        Estimate floor =
                draws.ofMoments((a, b) -> norm(Vectors.combination(1, a.covariance(), -1, b.covariance())) / norm, 0.5);
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }

    private static double norm(double[][] matrix) {
        double squared = 0;
        for (double[] row : matrix) {
            squared += Vectors.dot(row, row);
        }
        return Math.sqrt(squared);
    }
}
