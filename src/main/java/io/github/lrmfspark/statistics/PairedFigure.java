package io.github.lrmfspark.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.MathArrays;

/**
 * A smooth figure of N rows, in the mean over R repeats with other random choices, with the influence of every row: so that
 * figures of the same rows and choices can be averaged and compared as pairs.
 *
 * <pre>{@code
 *   f − g ≈ E (f − g) + Σ (s(x_i) − t(x_i)) / N + Σ (f_r − g_r) / R
 * }</pre>
 *
 * <p>What rows and choices do to both figures alike is left out of the interval of the difference.
 *
 * @param repeats f_r, [R]; not to be changed
 * @param influence s, up to a constant, in the mean over repeats, [N]; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PairedFigure(double[] repeats, double[] influence) {
    /**
     * {@return the figure of one choice}
     *
     * @param value f
     * @param influence s, up to a constant, [N]; kept, not copied
     */
    public static PairedFigure of(double value, double[] influence) {
        return new PairedFigure(new double[] {value}, influence);
    }

    /**
     * {@return a figure that cannot be told}
     *
     * @param rows N
     */
    public static PairedFigure unknown(int rows) {
        return of(Double.NaN, new double[rows]);
    }

    /**
     * {@return the mean of different figures}
     *
     * @param figures of the same rows and choices, at least one
     */
    public static PairedFigure mean(List<PairedFigure> figures) {
        double[] repeats = new double[figures.get(0).repeats.length];
        figures.forEach(figure -> Vectors.addScaled(repeats, 1.0 / figures.size(), figure.repeats));
        return new PairedFigure(repeats, meanInfluence(figures));
    }

    /**
     * {@return one figure of all repeats}
     *
     * @param figures of the same rows, each of as many choices, at least one
     */
    public static PairedFigure repeated(List<PairedFigure> figures) {
        double[] repeats = figures.stream()
                .flatMapToDouble(figure -> Arrays.stream(figure.repeats))
                .toArray();
        return new PairedFigure(repeats, meanInfluence(figures));
    }

    private static double[] meanInfluence(List<PairedFigure> figures) {
        double[] influence = new double[figures.get(0).influence.length];
        figures.forEach(figure -> Vectors.addScaled(influence, 1.0 / figures.size(), figure.influence));
        return influence;
    }

    /**
     * {@return f − g}
     *
     * @param other g, of the same rows and choices
     * @throws org.apache.commons.math3.exception.DimensionMismatchException if they are more or fewer
     */
    public PairedFigure minus(PairedFigure other) {
        return new PairedFigure(
                MathArrays.ebeSubtract(repeats, other.repeats), MathArrays.ebeSubtract(influence, other.influence));
    }

    /** {@return the figure with its interval, by {@link Estimate#ofRepeats}} */
    public Estimate estimate() {
        return Estimate.ofRepeats(repeats, influence);
    }
}
