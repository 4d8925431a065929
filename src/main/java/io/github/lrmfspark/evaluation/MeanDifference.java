package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Moments;
import io.github.lrmfspark.statistics.QuadraticInfluence;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;

/**
 * Distance of the means in units of the target's root mean square radius, ‖μ_T(A) − μ_B‖ / √(tr Σ_B), of all rows.
 *
 * <p>Scale-free. The floor of N and M fresh rows is √(1/N + 1/M) in every dimension; beside it the interval, which takes
 * the figure as smooth, is too narrow.
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
        double[] difference = Vectors.difference(mapped.mean(), target.mean());
        double length = length(difference);
        double radius = Math.sqrt(target.totalVariance());
        double figure = length / radius;
        double[] direction = new double[difference.length];
        double[] opposite = new double[difference.length];
        if (length > 0) {
            Vectors.addScaled(direction, 1 / (length * radius), difference, difference.length);
            Vectors.addScaled(opposite, -1, direction, direction.length);
        }
        double ofRadius = -figure / (2 * radius * radius);
        Estimate estimate = Estimate.ofInfluence(
                figure,
                QuadraticInfluence.of(samples.mapped(), mapped.mean(), direction, diagonal(direction.length, 0)),
                mapped.rows(),
                QuadraticInfluence.of(
                        samples.target().rows(), target.mean(), opposite, diagonal(direction.length, ofRadius)),
                target.rows());
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        double radius = Math.sqrt(draws.target().totalVariance());
        Estimate floor = draws.ofMoments((a, b) -> length(Vectors.difference(a.mean(), b.mean())) / radius, 0.5);
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }

    private static double length(double[] x) {
        return Math.sqrt(Vectors.dot(x, x));
    }

    private static double[][] diagonal(int dimension, double value) {
        double[][] matrix = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            matrix[i][i] = value;
        }
        return matrix;
    }
}
