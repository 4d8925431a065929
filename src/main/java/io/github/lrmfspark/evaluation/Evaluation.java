package io.github.lrmfspark.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one alignment by name, in the order of the metrics.
 *
 * @param values unmodifiable
 */
public record Evaluation(Map<String, Double> values) {
    public Evaluation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The metrics of a report; the seed settles what is random in them. */
    public static List<Metric> standard(long seed) {
        return List.of(
                new MeanDifference(),
                new CovarianceDifference(),
                new SlicedWasserstein2(128, seed),
                RoundTripError.largest(),
                RoundTripError.mean(),
                new LabelAccuracy(1));
    }

    /** Evaluates the metrics that apply to the samples. */
    public static Evaluation of(List<Metric> metrics, AlignedSamples samples) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (metric.appliesTo(samples)) {
                values.put(metric.name(), metric.of(samples));
            }
        }
        return new Evaluation(values);
    }
}
