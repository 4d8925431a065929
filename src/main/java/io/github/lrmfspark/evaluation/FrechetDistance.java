package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.GaussianTransport;
import io.github.lrmfspark.statistics.Moments;
import io.github.lrmfspark.statistics.QuadraticInfluence;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;

/**
 * Fréchet distance between the Gaussians of all mapped and all target rows' means and covariances, squared as is usual for
 * this figure, in the square of the units of the data:
 *
 * <pre>{@code
 *   ‖μ_T(A) − μ_B‖² + tr(Σ_T(A) + Σ_B − 2 (Σ_T(A)^{1/2} Σ_B Σ_T(A)^{1/2})^{1/2})
 * }</pre>
 *
 * <p>It sees means and covariances only. Its floor of N and M fresh rows is about ¼ tr Σ_B (D + 5) (1/N + 1/M) for a round
 * Gaussian; beside it the interval, which takes the figure as smooth, is too narrow.
 *
 * <p>Reference: Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter, "GANs trained by a two time-scale update rule converge
 * to a local Nash equilibrium", NeurIPS 2017.
 */
public final class FrechetDistance implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("frechet", 0);

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        Moments mapped = samples.mappedMoments();
        Moments target = samples.targetMoments();
        GaussianTransport transport = GaussianTransport.of(mapped, target);
        double[] shift = Vectors.difference(mapped.mean(), target.mean());
        Estimate estimate = Estimate.ofInfluence(
                transport.squaredDistance(),
                QuadraticInfluence.of(
                        samples.mapped(), mapped.mean(), scaled(2, shift), identityLess(transport.matrix())),
                mapped.rows(),
                QuadraticInfluence.of(
                        samples.target().rows(), target.mean(), scaled(-2, shift), identityLess(transport.inverse())),
                target.rows());
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        Estimate floor = draws.ofMoments((a, b) -> GaussianTransport.of(a, b).squaredDistance(), 1);
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }

    private static double[] scaled(double factor, double[] x) {
        double[] result = new double[x.length];
        Vectors.addScaled(result, factor, x, x.length);
        return result;
    }

    private static double[][] identityLess(double[][] matrix) {
        double[][] result = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            Vectors.addScaled(result[i], -1, matrix[i], matrix.length);
            result[i][i] += 1;
        }
        return result;
    }
}
