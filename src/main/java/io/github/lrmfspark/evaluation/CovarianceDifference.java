package io.github.lrmfspark.evaluation;

import java.util.List;
import java.util.Map;

/**
 * Relative distance of the covariances in the Frobenius norm, ‖Σ_T(A) − Σ_B‖ / ‖Σ_B‖.
 *
 * <p>Scale-free. The floor of N and M fresh rows of a round Gaussian is about √((D + 1)(1/N + 1/M)).
 */
public final class CovarianceDifference implements Metric {
    @Override
    public List<String> names() {
        return List.of("covarianceDifference");
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        return Map.of("covarianceDifference", Estimate.exact(figure(samples)));
    }

    private double figure(AlignedSamples samples) {
        double[][] mapped = samples.mappedMoments().covariance();
        double[][] target = samples.targetMoments().covariance();
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < target.length; i++) {
            for (int j = 0; j < target.length; j++) {
                double d = mapped[i][j] - target[i][j];
                difference += d * d;
                norm += target[i][j] * target[i][j];
            }
        }
        return Math.sqrt(difference / norm);
    }
}
