package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.GaussianTransport;
import io.github.lrmfspark.statistics.QuadraticInfluence;
import io.github.lrmfspark.statistics.Vectors;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.util.MathArrays;

/**
 * Fréchet distance between the Gaussians of all mapped and all target rows' means and covariances, squared as is usual for
 * this figure:
 *
 * <pre>{@code
 *   ‖μ_T(A) − μ_B‖² + tr(Σ_T(A) + Σ_B − 2 (Σ_T(A)^{1/2} Σ_B Σ_T(A)^{1/2})^{1/2})
 * }</pre>
 *
 * <p>In the square of the units of the data; best 0. It sees means and covariances only. Its floor of N and M fresh rows is about
 * ¼ tr Σ_B (D + 5) (1/N + 1/M) for a round Gaussian; beside it the interval, which takes the figure as smooth, is too narrow.
 *
 * <p>With A the matrix of the optimal transport between the Gaussians ({@link GaussianTransport}) it has the slopes
 *
 * <pre>{@code
 *   ∂f/∂μ_T(A) = 2 (μ_T(A) − μ_B) = −∂f/∂μ_B,   ∂f/∂Σ_T(A) = I − A,   ∂f/∂Σ_B = I − A⁻¹
 * }</pre>
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
        double[] shift = MathArrays.ebeSubtract(mapped.mean(), target.mean());
        Estimate estimate = samples.ofMoments(
                transport.squaredDistance(),
                new QuadraticInfluence(MathArrays.scale(2, shift), identityLess(transport.matrix())),
                new QuadraticInfluence(
                        MathArrays.scale(-2, shift),
                        identityLess(GaussianTransport.of(target, mapped).matrix())));
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Estimate> floor(FloorDraws draws) {
        Estimate floor = draws.ofMoments((a, b) -> GaussianTransport.of(a, b).squaredDistance(), 1);
        return Map.of(FIGURE.name(), floor.within(0, Double.POSITIVE_INFINITY));
    }

    /** I − A, the slope in a covariance. */
    private static double[][] identityLess(double[][] matrix) {
        return Vectors.combination(1, Vectors.identity(matrix.length, 1), -1, matrix);
    }
}
