package io.github.lrmfspark.evaluation;

import java.util.List;

/**
 * What a person looks at, as figures: bounded, so that it fits in a report.
 *
 * @param projection rows of both sets on two axes
 * @param logDets log|det ∂T(a)/∂a| counted in bins; empty where it is not known
 * @param directions unit vectors along which the mapped rows and the target differ most, the worst first
 */
public record Pictures(Projection projection, List<Bin> logDets, List<Direction> directions) {
    /**
     * Rows on the first two principal axes of the target.
     *
     * @param before source rows as they were
     * @param after the same rows as mapped
     * @param target target rows
     */
    public record Projection(List<Point> before, List<Point> after, List<Point> target) {}

    /**
     * One row.
     *
     * @param label its label, or −1 where there is none
     */
    public record Point(double x, double y, int label) {}

    /** How many values are at least {@code from} and below {@code to}. */
    public record Bin(double from, double to, int count) {}

    /**
     * One direction θ.
     *
     * @param weights θ, [D]
     * @param before W2 of θᵀa and θᵀb over the deviation of θᵀb
     * @param after the same of θᵀT(a) and θᵀb
     */
    public record Direction(List<Double> weights, double before, double after) {}

    /** The pictures of a map; the seed settles which rows and directions. */
    public static Pictures of(AlignedSamples samples, long seed) {
        return new Pictures(new Projection(List.of(), List.of(), List.of()), List.of(), List.of());
    }
}
