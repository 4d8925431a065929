package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import java.util.List;
import java.util.Map;

/**
 * How far the map moves a row, as root mean square, in units of the source's root mean square radius:
 *
 * <pre>{@code
 *   √(mean ‖T(a) − a‖² / mean ‖a − ā‖²)
 * }</pre>
 *
 * <p>Without units, the same at every scale; 0 for the identity. Of two maps with equal distances to the target the one that
 * moves less is the simpler.
 *
 * <p>With m = ‖T(a) − a‖², r = ‖a − ā‖² and q = mean m / mean r a row has the influence (m − q r) / mean r on the square of it.
 *
 * <p>Reference: Monge's problem with squared cost, as in Villani, "Topics in optimal transportation", 2003.
 */
public final class TransportCost implements Metric {
    /** Its figure. */
    public static final Figure FIGURE = Figure.lower("transportCost", 0);

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    @Override
    public Map<String, Estimate> of(AlignedSamples samples) {
        PackedRows source = samples.source().rows();
        double[] mean = Marginals.of(source).mean();
        double[] moved = new double[source.rows()];
        double[] radius = new double[source.rows()];
        double sumMoved = 0;
        double sumRadius = 0;
        for (int row = 0; row < moved.length; row++) {
            for (int d = 0; d < mean.length; d++) {
                double a = source.value(row, d);
                moved[row] += square(samples.mapped().value(row, d) - a);
                radius[row] += square(a - mean[d]);
            }
            sumMoved += moved[row];
            sumRadius += radius[row];
        }
        double ratio = sumMoved / sumRadius;
        double[] influence = new double[moved.length];
        for (int row = 0; row < influence.length; row++) {
            influence[row] = influence.length * (moved[row] - ratio * radius[row]) / sumRadius;
        }
        Estimate estimate = Estimate.ofRoot(ratio, influence, new double[0]);
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    private static double square(double x) {
        return x * x;
    }
}
