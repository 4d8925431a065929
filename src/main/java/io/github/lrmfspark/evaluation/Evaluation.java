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
    /**
     * Copies the map.
     *
     * @param values by name, in the order of the metrics
     */
    public Evaluation {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * {@return the metrics of a report}
     *
     * @param seed settles what is random in them
     */
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
                new ClusterAgreement(seed),
                new TransportCost(),
                new LogDetSpread(),
                new RoundTripError(),
                new LabelAccuracy(1),
                new LogisticLabelAccuracy(seed));
    }

    /** {@return the figures of a report, in their order} */
    public static List<Figure> figures() {
        return standard(0).stream().flatMap(metric -> metric.figures().stream()).toList();
    }

    /**
     * {@return the figures of the metrics that apply to the samples}
     *
     * @param metrics in the order of the figures
     * @param samples before and after a map
     */
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

    /**
     * {@return whether there is a figure of that name}
     *
     * @param name of a {@link Figure}
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * {@return the figure of that name}
     *
     * @param name of a {@link Figure}
     * @throws IllegalArgumentException if there is none
     */
    public Estimate get(String name) {
        Estimate value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Expected one of " + values.keySet() + "; found " + name);
        }
        return value;
    }
}
