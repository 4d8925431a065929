package io.github.lrmfspark.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a sample, and how far it may be from that of all rows.
 *
 * <p>A smooth figure f of two samples moves by the mean of its influence values, f ≈ E f + Σ s(x_i) / N + Σ t(y_j) / M, so
 * that its standard error is √(Var s / N + Var t / M). What a metric has to give for an interval is s and t.
 *
 * <p>References: Hampel, "The influence curve and its role in robust estimation", JASA 69, 1974; Efron,
 * "The jackknife, the bootstrap and other resampling plans", 1982; Wilson, "Probable
 * inference, the law of succession, and statistical inference", JASA 22, 1927; Zou, Donner, "Construction of confidence
 * limits about effect measures: a general approach", Statistics in Medicine 27, 2008.
 *
 * @param value the figure of the sample
 * @param low lower end of its 95 % interval; NaN where the rows are too few to say
 * @param high upper end of its 95 % interval; NaN where the rows are too few to say
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

    /** The mean of a figure over draws, and the interval in which the next draw lies, by Student's distribution. */
    public static Estimate ofDraws(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        double error = Math.sqrt(squares / (values.length - 1) * (1 + 1.0 / values.length));
        double half = error * new TDistribution(null, values.length - 1).inverseCumulativeProbability(0.975);
        return new Estimate(mean, mean - half, mean + half, null);
    }

    /** A smooth figure of two samples. */
    public static Estimate ofInfluence(double value, double[] mapped, double[] target) {
        return ofInfluence(value, mapped, mapped.length, target, target.length);
    }

    /**
     * A smooth figure of two sets, of whose rows these influence values are a sample.
     *
     * @param mapped s, up to a constant; empty where the figure does not depend on mapped rows
     * @param mappedRows N, rows that the figure was taken of
     * @param target t, up to a constant; empty where the figure does not depend on target rows
     * @param targetRows M, rows that the figure was taken of
     */
    public static Estimate ofInfluence(
            double value, double[] mapped, long mappedRows, double[] target, long targetRows) {
        return of(value, Math.sqrt(squaredError(mapped, mappedRows) + squaredError(target, targetRows)));
    }

    /**
     * A figure of one set, by the jackknife: the influence of a row is what the figure loses without it.
     *
     * @param without the figure of all rows but one, for every row
     */
    public static Estimate ofJackknife(double value, double[] without) {
        double[] influence = new double[without.length];
        Arrays.setAll(influence, row -> (without.length - 1) * (value - without[row]));
        return ofInfluence(value, influence, new double[0]);
    }

    /** The mean of one value a row. */
    public static Estimate ofMean(double[] values) {
        return ofInfluence(Arrays.stream(values).sum() / values.length, values, new double[0]);
    }

    /** The share of {@code count} rows that {@code right} of them are, with Wilson's interval. */
    public static Estimate ofProportion(long right, long count) {
        double p = (double) right / count;
        double z2 = NORMAL_975 * NORMAL_975 / count;
        double centre = (p + z2 / 2) / (1 + z2);
        double half = Math.sqrt(z2 * (p * (1 - p) + z2 / 4)) / (1 + z2);
        return new Estimate(p, Math.min(p, centre - half), Math.max(p, centre + half), null).within(0, 1);
    }

    /** ½ (this + other) of figures of independent samples; the distances to either end of the intervals add in squares. */
    public Estimate meanWith(Estimate other) {
        double mean = (value + other.value) / 2;
        double below = Math.hypot(value - low, other.value - other.low) / 2;
        double above = Math.hypot(high - value, other.high - other.value) / 2;
        return new Estimate(mean, mean - below, mean + above, null);
    }

    /** This figure with the outcome of a test. */
    public Estimate withPValue(double probability) {
        return new Estimate(value, low, high, probability);
    }

    /** This figure with its interval cut to what the figure can be. */
    public Estimate within(double least, double most) {
        return new Estimate(value, Math.min(Math.max(low, least), most), Math.min(Math.max(high, least), most), pValue);
    }

    private static double squaredError(double[] influence, long rows) {
        if (influence.length == 0) {
            return 0;
        }
        double mean = Arrays.stream(influence).sum() / influence.length;
        double squares = 0;
        for (double value : influence) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (influence.length - 1) / rows;
    }
}
