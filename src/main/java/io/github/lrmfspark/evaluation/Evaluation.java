package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.statistics.Estimate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of one alignment by name, in the order of the metrics.
 *
 * @param values unmodifiable
 */
public record Evaluation(Map<String, Estimate> values) {
    public Evaluation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The metrics of a report; the seed settles what is random in them. */
    public static List<Metric> standard(long seed) {
        return List.of(
                new DomainClassifier(seed),
                new MaximumMeanDiscrepancy(1_000, 200, seed),
                new SlicedWasserstein2(128, seed),
                new FrechetDistance(),
                new MeanDifference(),
                new CovarianceDifference(),
                new NeighbourOverlap(10, 2_000, seed),
                new Trustworthiness(10, 2_000, seed),
                new CoordinateCorrelation(),
                new TransportCost(),
                new LogDetSpread(),
                new RoundTripError(),
                new LabelAccuracy(1),
                new LogisticLabelAccuracy(seed));
    }

    /** The figures of a report, in their order. */
    public static List<Figure> figures() {
        return standard(0).stream().flatMap(metric -> metric.figures().stream()).toList();
    }

    /** Evaluates the metrics that apply to the samples. */
    public static Evaluation of(List<Metric> metrics, AlignedSamples samples) {
        Map<String, Estimate> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (metric.appliesTo(samples)) {
                Map<String, Estimate> figures = metric.of(samples);
                metric.names().forEach(name -> values.put(name, Objects.requireNonNull(figures.get(name), name)));
            }
        }
        return new Evaluation(values);
    }

    /** The floor of the metrics that apply to the samples; none where there are no two rows to draw. */
    static Evaluation floor(List<Metric> metrics, AlignedSamples samples, FloorDraws draws) {
        Map<String, Estimate> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (draws.rows() > 1 && metric.appliesTo(samples)) {
                Map<String, Estimate> figures = metric.floor(draws);
                metric.names().stream()
                        .filter(figures::containsKey)
                        .forEach(name -> values.put(name, Objects.requireNonNull(figures.get(name), name)));
            }
        }
        return new Evaluation(values);
    }

    /** Whether there is a figure of that name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The figure of that name. */
    public Estimate get(String name) {
        Estimate value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Expected one of " + values.keySet() + "; found " + name);
        }
        return value;
    }
}
