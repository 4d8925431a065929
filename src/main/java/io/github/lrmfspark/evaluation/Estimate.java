package io.github.lrmfspark.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A figure of a sample, and how far it may be from that of all rows.
 *
 * @param value the figure of the sample
 * @param low lower end of its 95 % interval
 * @param high upper end of its 95 % interval
 * @param pValue probability of a figure as far from its null hypothesis or farther; null where nothing is tested
 */
public record Estimate(
        double value, double low, double high, @Nullable Double pValue) {
    private static final double NORMAL_975 = 1.959963984540054;

    /** A figure that holds for these rows and says nothing of others: its interval is itself. */
    public static Estimate exact(double value) {
        return new Estimate(value, value, value, null);
    }

    /** The normal interval, value ± 1.96 standard errors. */
    public static Estimate of(double value, double standardError) {
        return new Estimate(value, value - NORMAL_975 * standardError, value + NORMAL_975 * standardError, null);
    }

    /** This figure with the outcome of a test. */
    public Estimate withPValue(double probability) {
        return new Estimate(value, low, high, probability);
    }

    /** This figure with its interval cut to what the figure can be. */
    public Estimate within(double least, double most) {
        return new Estimate(value, Math.min(Math.max(low, least), most), Math.min(Math.max(high, least), most), pValue);
    }
}
