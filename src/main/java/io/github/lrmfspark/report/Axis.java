package io.github.lrmfspark.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Values from low to high, laid out over pixels.
 *
 * @param low below high
 * @param start pixel of low
 * @param end pixel of high; may lie before the start
 */
public record Axis(double low, double high, double start, double end) {
    private static final double[] STEPS = {1, 2, 5, 10};

    /** An axis that has all the values with a margin on either side; of 0 … 1 where there are none. */
    public static Axis over(DoubleStream values, double start, double end) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(1);
        double margin = high > low ? 0.05 * (high - low) : Math.max(0.5, 0.05 * Math.abs(high));
        return new Axis(low - margin, high + margin, start, end);
    }

    /** This axis with as many units in a pixel as given, about the same middle. */
    public Axis withScale(double unitsPerPixel) {
        double middle = (low + high) / 2;
        double half = unitsPerPixel * Math.abs(end - start) / 2;
        return new Axis(middle - half, middle + half, start, end);
    }

    public double unitsPerPixel() {
        return (high - low) / Math.abs(end - start);
    }

    public double pixel(double value) {
        return start + (value - low) / (high - low) * (end - start);
    }

    /** Round distance of at most {@code count} + 1 ticks. */
    public double step(int count) {
        double least = (high - low) / count;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return Arrays.stream(STEPS)
                .map(step -> step * power)
                .filter(step -> step >= least * (1 - 1e-9))
                .findFirst()
                .orElse(10 * power);
    }

    /** The multiples of the step on this axis. */
    public double[] ticks(double step) {
        return LongStream.rangeClosed((long) Math.ceil(low / step), (long) Math.floor(high / step))
                .mapToDouble(i -> i * step)
                .toArray();
    }
}
