package io.github.lrmfspark.evaluation;

/**
 * Distance of the means in units of the target's root mean square radius, ‖μ_T(A) − μ_B‖ / √(tr Σ_B).
 *
 * <p>Scale-free. The floor of N and M fresh rows is √(1/N + 1/M) in every dimension.
 */
public final class MeanDifference implements Metric {
    @Override
    public String name() {
        return "meanDifference";
    }

    @Override
    public double of(AlignedSamples samples) {
        Moments mapped = Moments.of(samples.mapped());
        Moments target = Moments.of(samples.target().rows());
        double squared = 0;
        for (int i = 0; i < target.mean().length; i++) {
            double difference = mapped.mean()[i] - target.mean()[i];
            squared += difference * difference;
        }
        return Math.sqrt(squared / target.totalVariance());
    }
}
