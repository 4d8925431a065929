package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.statistics.Estimate;
import java.util.List;
import java.util.Map;

/**
 * How far the map moves a row, as root mean square, in units of the source's root mean square radius: √(mean ‖T(a) − a‖² / tr
 * Σ_A). Scale-free; 0 for the identity. Of two maps with equal distances to the target the one that moves less is the
 * simpler.
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
        double[] mean = mean(source);
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
        double figure = Math.sqrt(sumMoved / sumRadius);
        double[] influence = new double[moved.length];
        double scale = figure == 0 ? 0 : moved.length / (2 * figure * sumRadius);
        for (int row = 0; row < influence.length; row++) {
            influence[row] = scale * (moved[row] - figure * figure * radius[row]);
        }
        Estimate estimate = Estimate.ofInfluence(figure, influence, new double[0]);
        return Map.of(FIGURE.name(), estimate.within(0, Double.POSITIVE_INFINITY));
    }

    private static double[] mean(PackedRows rows) {
        double[] mean = new double[rows.dimension()];
        for (int row = 0; row < rows.rows(); row++) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += rows.value(row, d);
            }
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= rows.rows();
        }
        return mean;
    }

    private static double square(double x) {
        return x * x;
    }
}
