package io.github.lrmfspark.evaluation;

import java.util.List;
import java.util.Map;

/**
 * Distance of the means in units of the target's root mean square radius, ‖μ_T(A) − μ_B‖ / √(tr Σ_B).
 *
 * <p>Scale-free. The floor of N and M fresh rows is √(1/N + 1/M) in every dimension.
 */
public final class MeanDifference implements Metric {
    @Override
    public List<String> names() {
        return List.of("meanDifference");
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        return Map.of("meanDifference", Estimate.exact(figure(samples)));
    }

    private double figure(AlignedSamples samples) {
        Moments mapped = samples.mappedMoments();
        Moments target = samples.targetMoments();
        double squared = 0;
        for (int i = 0; i < target.mean().length; i++) {
            double difference = mapped.mean()[i] - target.mean()[i];
            squared += difference * difference;
        }
        return Math.sqrt(squared / target.totalVariance());
    }
}
