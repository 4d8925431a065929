package io.github.lrmfspark.train;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import java.io.Serializable;

/**
 * Settings that were measured to align, by dimension: 2 coordinates, 8 to 16, about 32, and 64 to 256. A dimension between takes
 * a row near it; above 256 little was measured.
 *
 * <p>The affine start made the largest difference. Of two moons turned by 50 degrees, 1,000 rows, 21 of 44 runs without it
 * ended below a label accuracy of .99, over ratios from 0.2 to 1 and noise from 0.03 to 0.35; of 25 runs with it, none. In 64
 * dimensions, ten clusters turned by 60 degrees and bent, it lifted the accuracy of 5 neighbours from .973 to .998. A slow map
 * came next: at half of p's rate two workers folded the tip of a moon in one of five seeds, at a tenth in none of eight. More
 * couplings helped as well: of digit codes of 32 numbers a logistic regression knew .830 with 6 couplings, .835 with 10 and .858
 * with 16, at a cost that grows alike. Where rows are few for the dimension they fit the rows only.
 *
 * <p>Of the same codes a classifier tells the domains by an accuracy of .68 to .69. A moving average of the parameters
 * left it at .69, three steps of p for each of T at .73, and batches of 1,024 rows at .66 for three times the time.
 *
 * <p>How often workers are averaged matters little to the loss and much to the time of small networks, of which Spark takes a
 * fixed part in every round: see the table in the README. How well the recipe aligns was tested with 25 steps a round.
 */
public record Recipe(FlowOptions flow, TrainingOptions training, Phases phases) implements Serializable {
    private static final int BATCH_SIZE = 256;
    private static final int AVERAGING_FREQUENCY = 25;
    private static final int FEW_ROWS = 1500;

    /**
     * The settings for vectors of length {@code dimension}.
     *
     * @param rows the size of the smaller set: about a thousand rows of many coordinates need more noise
     */
    public static Recipe forDimension(int dimension, long rows) {
        if (dimension <= 16) {
            return of(8, 64, 2000, 3e-3, 0.1, 0.2, new Phases(1000, 0, dimension <= 4 ? 400 : 0));
        }
        if (dimension <= 45) {
            return of(12, 128, 4000, 3e-3, 0.5, rows < FEW_ROWS ? 0.5 : 0.2, new Phases(2000, 0, 0));
        }
        return of(6, 128, 2500, 2e-3, 0.1, rows < FEW_ROWS ? 0.5 : 0.3, new Phases(2000, 0, 0));
    }

    private static Recipe of(
            int couplings, int hidden, int steps, double rate, double ratio, double noise, Phases phases) {
        return new Recipe(
                new FlowOptions(Kind.REAL_NVP, couplings, hidden, 2),
                new TrainingOptions(steps, BATCH_SIZE, rate, ratio, noise, 1, AVERAGING_FREQUENCY, 0),
                phases);
    }
}
