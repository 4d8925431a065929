package io.github.lrmfspark.train;

import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.FlowOptions.Kind;
import java.io.Serializable;

/**
 * Settings that were measured to align, by dimension: few coordinates, about 32 and about 64. A dimension between takes the
 * nearest row; above 64 nothing was measured.
 *
 * <p>For few coordinates the measure is the two moons, turned by 50 degrees, at 1,000 rows: with a ratio of 0.5 and noise of
 * 0.2 every one of 17 runs ended with a label accuracy of 1; with noise of 0.03 five of eleven, at ratios from 0.1 to 0.5,
 * ended below 0.99.
 */
public record Recipe(FlowOptions flow, TrainingOptions training, Phases phases) implements Serializable {
    private static final int BATCH_SIZE = 256;
    private static final int AVERAGING_FREQUENCY = 10;
    private static final int FEW_ROWS = 1500;

    /**
     * The settings for vectors of length {@code dimension}.
     *
     * @param rows the size of the smaller set: about a thousand rows of many coordinates need more noise
     */
    public static Recipe forDimension(int dimension, long rows) {
        if (dimension <= 16) {
            return of(8, 64, 2000, 3e-3, 0.5, 0.2, new Phases(1000, 0, dimension <= 8 ? 400 : 0));
        }
        if (dimension <= 45) {
            return of(6, 128, 4000, 3e-3, 0.5, rows < FEW_ROWS ? 0.5 : 0.2, new Phases(0, 0, 0));
        }
        return of(6, 128, 2500, 2e-3, 0.5, rows < FEW_ROWS ? 0.5 : 0.3, new Phases(0, 0, 0));
    }

    private static Recipe of(
            int couplings, int hidden, int steps, double rate, double ratio, double noise, Phases phases) {
        return new Recipe(
                new FlowOptions(Kind.REAL_NVP, couplings, hidden, 2),
                new TrainingOptions(steps, BATCH_SIZE, rate, ratio, noise, 1, AVERAGING_FREQUENCY, 0),
                phases);
    }
}
