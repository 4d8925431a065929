package io.github.lrmfspark.train;

import static io.github.lrmfspark.settings.Keys.ALL_DIRECTIONS;
import static io.github.lrmfspark.settings.Keys.FLOW_COUPLINGS;
import static io.github.lrmfspark.settings.Keys.FLOW_DIRECTIONS;
import static io.github.lrmfspark.settings.Keys.FLOW_HIDDEN;
import static io.github.lrmfspark.settings.Keys.FLOW_HIDDEN_LAYERS;
import static io.github.lrmfspark.settings.Keys.FLOW_IMAGE;
import static io.github.lrmfspark.settings.Keys.FLOW_KIND;
import static io.github.lrmfspark.settings.Keys.NO_IMAGE;
import static io.github.lrmfspark.settings.Keys.TRAINING_AFFINE_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_AVERAGING_FREQUENCY;
import static io.github.lrmfspark.settings.Keys.TRAINING_BATCH_SIZE;
import static io.github.lrmfspark.settings.Keys.TRAINING_CANDIDATES;
import static io.github.lrmfspark.settings.Keys.TRAINING_LEARNING_RATE;
import static io.github.lrmfspark.settings.Keys.TRAINING_MAX_ROWS;
import static io.github.lrmfspark.settings.Keys.TRAINING_NOISE;
import static io.github.lrmfspark.settings.Keys.TRAINING_POLISH_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_SLICED_WEIGHT;
import static io.github.lrmfspark.settings.Keys.TRAINING_START;
import static io.github.lrmfspark.settings.Keys.TRAINING_STEPS;
import static io.github.lrmfspark.settings.Keys.TRAINING_TRANSFORM_RATE_RATIO;
import static io.github.lrmfspark.settings.Keys.TRAINING_WORKERS;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.settings.Setting;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;

/**
 * All settings of a training, none left open. What is {@code auto} is what was measured to align, by dimension: 2 coordinates,
 * 8 to 16, about 32, 64, and embeddings of 384 and 768. A dimension between takes a row near it. Above 64 T and p work on the 64
 * leading directions, or one for 25 rows: definitions by MiniLM onto others by BGE, 12,000 rows each, take two minutes so, of which
 * the training takes eight seconds.
 *
 * <p>Above 16 coordinates T starts at the best closed form, and the affine start is left out. Of ten clusters in 64 dimensions,
 * turned by 60 degrees and bent, it brought labelAccuracy from .994 to .996 after such a start, by a training of 152 seconds in place
 * of 58. Of fewer coordinates neighbours say little, and it stays.
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
 * fixed part in every round: see the table in src/README.md. How well the recipe aligns was tested with 25 steps a round.
 *
 * @param settings a value for every row of {@link io.github.lrmfspark.settings.Keys}
 */
public record Recipe(Settings settings) {
    private static final Settings ANY = Settings.defaults()
            .with(FLOW_HIDDEN_LAYERS, 2)
            .with(TRAINING_BATCH_SIZE, 256)
            .with(TRAINING_START, Phases.STANDARDISED)
            .with(TRAINING_CANDIDATES, Phases.ALL)
            .with(FLOW_DIRECTIONS, ALL_DIRECTIONS)
            .with(TRAINING_SLICED_WEIGHT, 0.0)
            .with(TRAINING_WORKERS, 1)
            .with(TRAINING_AVERAGING_FREQUENCY, 25);
    private static final int FEW_ROWS = 1500;
    private static final int MOST_AFFINE_START = 16;
    private static final int MOST_DIRECTIONS = 64;
    private static final int LEAST_DIRECTIONS = 8;
    private static final int ROWS_A_DIRECTION = 25;
    /** Steps that take less time than to look for a start and to choose among maps. */
    private static final int LEAST_STEPS = 500;

    /**
     * {@return the measured settings for vectors of some length, for a realnvp and one worker}
     *
     * @param dimension D, the length of the vectors
     * @param rows the size of the smaller set: about a thousand rows of many coordinates need a small flow and more noise
     */
    public static Recipe forDimension(int dimension, long rows) {
        return new Recipe(dimension <= MOST_AFFINE_START ? narrow(dimension) : wide(dimension, rows));
    }

    private static Settings narrow(int dimension) {
        return of(8, 64, 2000, 3e-3, 0.1, 0.2)
                .with(TRAINING_AFFINE_STEPS, 1000)
                .with(TRAINING_POLISH_STEPS, dimension <= 4 ? 400 : 0);
    }

    private static Settings wide(int dimension, long rows) {
        Settings flow;
        if (dimension > MOST_DIRECTIONS) {
            flow = of(4, 64, 600, 2e-3, 0.1, 0.3).with(FLOW_DIRECTIONS, String.valueOf(directions(rows)));
        } else if (rows < FEW_ROWS) {
            flow = of(4, 64, 600, 2e-3, 0.1, 0.5);
        } else {
            flow = dimension <= 45 ? of(12, 128, 4000, 3e-3, 0.5, 0.2) : of(6, 128, 2500, 2e-3, 0.1, 0.3);
        }
        return flow.with(TRAINING_START, Phases.BEST)
                .with(TRAINING_AFFINE_STEPS, 0)
                .with(TRAINING_POLISH_STEPS, 0);
    }

    private static Settings of(int couplings, int hidden, int steps, double rate, double ratio, double noise) {
        return ANY.with(FLOW_COUPLINGS, couplings)
                .with(FLOW_HIDDEN, hidden)
                .with(TRAINING_STEPS, steps)
                .with(TRAINING_LEARNING_RATE, rate)
                .with(TRAINING_TRANSFORM_RATE_RATIO, ratio)
                .with(TRAINING_NOISE, noise);
    }

    /** As many as rows tell apart, each of these by some of them. */
    private static long directions(long rows) {
        return Math.max(LEAST_DIRECTIONS, Math.min(MOST_DIRECTIONS, rows / ROWS_A_DIRECTION));
    }

    /**
     * {@return the given settings, with measured ones for what they leave open}
     *
     * @param given settings, any of which may be {@code auto} if it has no default
     * @param dimension D, the length of the vectors
     * @param rows the size of the smaller set
     * @param parallelism tasks that run at a time: there are as many workers, if each has a minibatch of rows
     * @throws InvalidInputException if there are no flows of the given kind, size and image
     */
    public static Recipe of(Settings given, int dimension, long rows, int parallelism) {
        Settings measured = forDimension(dimension, rows).settings;
        if (!given.get(FLOW_IMAGE).equals(NO_IMAGE)) {
            measured = measured.with(FLOW_COUPLINGS, 4)
                    .with(FLOW_HIDDEN, 32)
                    .with(FLOW_DIRECTIONS, ALL_DIRECTIONS)
                    .with(TRAINING_START, Phases.STANDARDISED)
                    .with(TRAINING_CANDIDATES, Phases.LRMF);
        }
        if (!Kind.of(given.get(FLOW_KIND)).bends()) {
            measured = rigid(measured);
        }
        if (given.orElse(measured).get(TRAINING_STEPS) < LEAST_STEPS) {
            measured = measured.with(TRAINING_START, Phases.STANDARDISED).with(TRAINING_CANDIDATES, Phases.LRMF);
        }
        Settings all = given.orElse(measured);
        long minibatches = Math.min(rows, all.get(TRAINING_MAX_ROWS)) / all.get(TRAINING_BATCH_SIZE);
        int workers = (int) Math.max(1, Math.min(parallelism, minibatches));
        return new Recipe(given.orElse(measured.with(TRAINING_WORKERS, workers))).checked();
    }

    private Recipe checked() {
        try {
            flow();
            return this;
        } catch (IllegalArgumentException e) {
            String image = settings.get(FLOW_IMAGE);
            String refused = image.equals(NO_IMAGE) ? "this flow" : "the image " + image;
            throw new InvalidInputException("Cannot use " + refused + ": " + e.getMessage(), e);
        }
    }

    /** A map that cannot bend cannot tear: it needs no slow rate, no start and no polish. */
    private static Settings rigid(Settings measured) {
        return measured.with(FLOW_DIRECTIONS, ALL_DIRECTIONS)
                .with(TRAINING_TRANSFORM_RATE_RATIO, 1.0)
                .with(TRAINING_AFFINE_STEPS, 0)
                .with(TRAINING_SLICED_WEIGHT, 0.0)
                .with(TRAINING_POLISH_STEPS, 0);
    }

    /**
     * {@return the same with another value of one setting}
     *
     * @param <T> class of the values
     * @param setting a row of {@link io.github.lrmfspark.settings.Keys}
     * @param value in its range
     * @throws IllegalArgumentException if the value is not in the setting's range
     */
    public <T> Recipe with(Setting<T> setting, T value) {
        return new Recipe(settings.with(setting, value));
    }

    /**
     * {@return which flows T and p are}
     *
     * @throws IllegalArgumentException if there are none of this kind and size
     */
    public FlowOptions flow() {
        String image = settings.get(FLOW_IMAGE);
        return new FlowOptions(
                Kind.of(settings.get(FLOW_KIND)),
                settings.get(FLOW_COUPLINGS),
                settings.get(FLOW_HIDDEN),
                settings.get(FLOW_HIDDEN_LAYERS),
                image.equals(NO_IMAGE) ? null : ImageShape.of(image));
    }

    /** {@return how many leading directions T and p work on at most} */
    public int directions() {
        String directions = settings.get(FLOW_DIRECTIONS);
        return directions.equals(ALL_DIRECTIONS) ? Integer.MAX_VALUE : Integer.parseInt(directions);
    }

    /** {@return how T and p are trained together} */
    public TrainingOptions training() {
        return TrainingOptions.of(settings);
    }

    /** {@return what goes before that and after it} */
    public Phases phases() {
        return Phases.of(settings);
    }
}
