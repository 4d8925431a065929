package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.PackedRows;

/**
 * |T⁻¹(T(a)) − a| over all coordinates of all rows, in the units of the data: how invertible T is in the precision that it
 * is computed in.
 */
public final class RoundTripError implements Metric {
    private enum Of {
        LARGEST,
        MEAN
    }

    private final String name;
    private final Of statistic;

    private RoundTripError(String name, Of statistic) {
        this.name = name;
        this.statistic = statistic;
    }

    /** The largest error, {@code roundTripError}. */
    public static RoundTripError largest() {
        return new RoundTripError("roundTripError", Of.LARGEST);
    }

    /** The mean error, {@code roundTripErrorMean}. */
    public static RoundTripError mean() {
        return new RoundTripError("roundTripErrorMean", Of.MEAN);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double of(AlignedSamples samples) {
        PackedRows source = samples.source().rows();
        PackedRows returned = samples.returned();
        double largest = 0;
        double sum = 0;
        for (int row = 0; row < source.rows(); row++) {
            for (int column = 0; column < source.dimension(); column++) {
                double error = Math.abs((double) returned.value(row, column) - source.value(row, column));
                largest = Math.max(largest, error);
                sum += error;
            }
        }
        return statistic == Of.LARGEST ? largest : sum / source.rows() / source.dimension();
    }
}
