package io.github.lrmfspark.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;
import org.apache.commons.math3.util.MathArrays;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a sample, and how far it may be from that of all rows.
 *
 * <p>A smooth figure f of two samples moves by the mean of its influence values:
 *
 * <pre>{@code
 *   f ≈ E f + Σ s(x_i) / N + Σ t(y_j) / M,   standard error² = Var s / N + Var t / M
 * }</pre>
 *
 * <p>What a metric has to give for an interval is s and t.
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
    private static final double LEVEL = 0.95;
    private static final double UPPER = (1 + LEVEL) / 2;
    private static final double NORMAL_QUANTILE =
            new NormalDistribution(null, 0, 1).inverseCumulativeProbability(UPPER);

    /**
     * {@return a figure that holds for these rows and says nothing of others: its interval is itself}
     *
     * @param value the figure
     */
    public static Estimate exact(double value) {
        return new Estimate(value, value, value, null);
    }

    /**
     * {@return a figure with the normal interval, value ± 1.96 standard errors}
     *
     * @param value the figure of the sample
     * @param standardError in the units of the figure, at least 0; NaN where it is not known
     */
    public static Estimate of(double value, double standardError) {
        double half = NORMAL_QUANTILE * standardError;
        return new Estimate(value, value - half, value + half, null);
    }

    /**
     * {@return the mean of a figure over n draws and the interval in which the next draw lies} By Student's distribution with n − 1
     * degrees of freedom it is x̄ ± t s √(1 + 1/n).
     *
     * @param values the figure of every draw, [n], n at least 2
     */
    public static Estimate ofDraws(double[] values) {
        double mean = StatUtils.mean(values);
        double error = Math.sqrt(StatUtils.variance(values, mean) * (1 + 1.0 / values.length));
        double half = error * new TDistribution(null, values.length - 1).inverseCumulativeProbability(UPPER);
        return new Estimate(mean, mean - half, mean + half, null);
    }

    /**
     * {@return a smooth figure of two samples, by {@link #ofInfluence(double, double[], long, double[], long)}}
     *
     * @param value the figure f
     * @param mapped s, up to a constant, [N]
     * @param target t, up to a constant, [M]
     */
    public static Estimate ofInfluence(double value, double[] mapped, double[] target) {
        return ofInfluence(value, mapped, mapped.length, target, target.length);
    }

    /**
     * {@return a smooth figure of two sets, of whose rows these influence values are a sample}
     *
     * @param value the figure f
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
     * {@return a smooth figure of one sample, by {@link #ofInfluence(double, double[], double[])}}
     *
     * @param value the figure f
     * @param influence s, up to a constant, [N]
     */
    public static Estimate ofInfluence(double value, double[] influence) {
        return ofInfluence(value, influence, new double[0]);
    }

    /**
     * {@return a smooth figure of one sample, in the mean over R repeats with other random choices} Few repeats tell their own
     * error badly, so it counts by Student's distribution; half the interval is √(z² Var s / N + t² Var f_r / R).
     *
     * @param repeats f_r, [R]; of one the interval is for its choices
     * @param influence s, up to a constant, [N]
     */
    public static Estimate ofRepeats(double[] repeats, double[] influence) {
        double value = StatUtils.mean(repeats);
        if (repeats.length == 1) {
            return ofInfluence(value, influence);
        }
        double t = new TDistribution(null, repeats.length - 1).inverseCumulativeProbability(UPPER);
        double[] widened = MathArrays.scale(t / NORMAL_QUANTILE, repeats);
        return ofInfluence(value, influence, widened);
    }

    /**
     * {@return the root of a smooth figure f of two samples, whose influence values are s / 2√f and t / 2√f}
     *
     * @param squared f, at least 0
     * @param mapped s, up to a constant, [N]; scaled in place
     * @param target t, up to a constant, [M]; scaled in place
     */
    public static Estimate ofRoot(double squared, double[] mapped, double[] target) {
        double root = Math.sqrt(squared);
        double slope = root == 0 ? 0 : 1 / (2 * root);
        MathArrays.scaleInPlace(slope, mapped);
        MathArrays.scaleInPlace(slope, target);
        return ofInfluence(root, mapped, target);
    }

    /**
     * {@return a figure of one set, by the jackknife} The influence of a row is what the figure loses without it,
     * (N − 1)(f − f_{−i}).
     *
     * @param value f, the figure of all rows
     * @param without f_{−i}, the figure of all rows but one, for every row: [N]
     */
    public static Estimate ofJackknife(double value, double[] without) {
        double[] influence = new double[without.length];
        Arrays.setAll(influence, row -> (without.length - 1) * (value - without[row]));
        return ofInfluence(value, influence);
    }

    /**
     * {@return the mean of one value a row}
     *
     * @param values [N]
     */
    public static Estimate ofMean(double[] values) {
        return ofInfluence(Arrays.stream(values).sum() / values.length, values);
    }

    /**
     * {@return the share of rows that have a property, with Wilson's interval}
     *
     * @param having of how many rows it holds
     * @param count rows, at least 1
     */
    public static Estimate ofProportion(int having, int count) {
        double share = (double) having / count;
        ConfidenceInterval wilson = IntervalUtils.getWilsonScoreInterval(count, having, LEVEL);
        double low = Math.min(share, wilson.getLowerBound());
        double high = Math.max(share, wilson.getUpperBound());
        return new Estimate(share, low, high, null).within(0, 1);
    }

    /**
     * {@return ½ (this + other); the distances to either end of the intervals add in squares}
     *
     * @param other figure, of an independent sample
     */
    public Estimate meanWith(Estimate other) {
        double mean = (value + other.value) / 2;
        double below = Math.hypot(value - low, other.value - other.low) / 2;
        double above = Math.hypot(high - value, other.high - other.value) / 2;
        return new Estimate(mean, mean - below, mean + above, null);
    }

    /**
     * {@return this figure with the outcome of a test}
     *
     * @param probability the p-value, in 0 … 1
     */
    public Estimate withPValue(double probability) {
        return new Estimate(value, low, high, probability);
    }

    /**
     * {@return this figure with its interval cut to what the figure can be}
     *
     * @param least the smallest that it can be
     * @param most the largest that it can be
     */
    public Estimate within(double least, double most) {
        return new Estimate(value, Math.min(Math.max(low, least), most), Math.min(Math.max(high, least), most), pValue);
    }

    /** Var s / N; NaN of a single value. */
    private static double squaredError(double[] influence, long rows) {
        if (influence.length == 0) {
            return 0;
        }
        return influence.length == 1 ? Double.NaN : StatUtils.variance(influence) / rows;
    }
}
