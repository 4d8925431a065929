package io.github.lrmfspark.settings;

import static io.github.lrmfspark.settings.Rule.count;
import static io.github.lrmfspark.settings.Rule.number;
import static io.github.lrmfspark.settings.Rule.oneOf;
import static io.github.lrmfspark.settings.Rule.textOr;
import static io.github.lrmfspark.settings.Rule.trueOrFalse;
import static io.github.lrmfspark.settings.Rule.wholeNumber;
import static io.github.lrmfspark.settings.Setting.auto;

import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.parquet.InvalidRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that a user may set, one row each, in the order of {@code conf/reference.conf}. */
public final class Keys {
    /** The value of {@link #FLOW_IMAGE} for vectors that are no images. */
    public static final String NO_IMAGE = "none";

    /** The value of {@link #FLOW_DIRECTIONS} for all of them. */
    public static final String ALL_DIRECTIONS = "all";

    private static final List<Setting<?>> ROWS = new ArrayList<>();

    /** The row of {@code data.invalid}. */
    public static final Setting<String> DATA_INVALID = row(
            Setting.of(
                    "data.invalid",
                    oneOf(Stream.of(InvalidRows.values())
                            .map(InvalidRows::toString)
                            .toList()),
                    InvalidRows.ERROR.toString(),
                    "What becomes of null, NaN or infinite vectors: error refuses the set, drop counts them and leaves them out."));

    /** The row of {@code flow.kind}. */
    public static final Setting<String> FLOW_KIND = row(Setting.of(
                    "flow.kind",
                    oneOf(Stream.of(Kind.values()).map(Kind::label).toList()),
                    Kind.REAL_NVP.label(),
                    "The family of the map: realnvp; glow, with a linear layer before every coupling; ffjord, a continuous flow;"
                            + " spline, whose couplings bend more; or affine, which matches means and covariances only.")
            .named("flowKind"));

    /** The row of {@code flow.image}. */
    public static final Setting<String> FLOW_IMAGE = row(Setting.of(
            "flow.image",
            textOr(NO_IMAGE, "channels, height and width such as 3x32x32", ImageShape::of),
            NO_IMAGE,
            "Channels, height and width such as 3x32x32, both even, if the vectors are images, channel by channel and row by row:"
                    + " a glow of convolutions."));

    /** The row of {@code flow.couplings}. */
    public static final Setting<Integer> FLOW_COUPLINGS = row(auto(
            "flow.couplings",
            count(1),
            "Coupling layers in the map, and as many in the density model; of images on each of up to three levels."));

    /** The row of {@code flow.directions}. */
    public static final Setting<String> FLOW_DIRECTIONS = row(auto(
            "flow.directions",
            textOr(ALL_DIRECTIONS, "a whole number of at least 2", Keys::requireDirections),
            "Leading principal directions of the target that the flow and the density work on; what is left stays where the start"
                    + " brings it."));

    /** The row of {@code flow.hidden}. */
    public static final Setting<Integer> FLOW_HIDDEN = row(
            auto(
                    "flow.hidden",
                    count(1),
                    "Units in each hidden layer of a coupling's network; of images the filters; of ffjord in those of its field."));

    /** The row of {@code flow.hidden-layers}. */
    public static final Setting<Integer> FLOW_HIDDEN_LAYERS = row(auto(
            "flow.hidden-layers",
            count(1),
            "Hidden layers in a coupling's network, or in that of a field; of images there are two."));

    /** The row of {@code training.steps}. */
    public static final Setting<Integer> TRAINING_STEPS =
            row(auto("training.steps", count(1), "Minibatches that each worker takes."));

    /** The row of {@code training.batch-size}. */
    public static final Setting<Integer> TRAINING_BATCH_SIZE =
            row(auto("training.batch-size", count(1), "Rows of each set in a minibatch."));

    /** The row of {@code training.learning-rate}. */
    public static final Setting<Double> TRAINING_LEARNING_RATE = row(auto(
            "training.learning-rate",
            number("between 0 and 1", x -> 0 < x && x < 1),
            "Learning rate of the density model at the start; it falls to zero along a cosine."));

    /** The row of {@code training.transform-rate-ratio}. */
    public static final Setting<Double> TRAINING_TRANSFORM_RATE_RATIO = row(auto(
            "training.transform-rate-ratio",
            number("above 0 and at most 1", x -> 0 < x && x <= 1),
            "Learning rate of the map divided by that of the density model."));

    /** The row of {@code training.noise}. */
    public static final Setting<Double> TRAINING_NOISE = row(auto(
            "training.noise",
            number("of at least 0", x -> x >= 0),
            "Standard deviation of the noise added to standardised rows of both sets."));

    /** The row of {@code training.start}. */
    public static final Setting<String> TRAINING_START = row(auto(
            "training.start",
            oneOf(List.of(
                    "best",
                    "identity",
                    "shift",
                    "standardised",
                    "gaussian",
                    "turned",
                    "turned-each",
                    "refined",
                    "refined-each",
                    "far-turned",
                    "far-refined")),
            "Where the map starts: a shift with one scale; standardised, each coordinate at the target's mean and deviation;"
                    + " gaussian, optimal transport of means and covariances; turned, to where neighbours in the target are, after"
                    + " one scale or one for each coordinate; refined, that and then most of the transport; far-turned and"
                    + " far-refined, the same from anywhere, by third moments; or best, which tries them."));

    /** The row of {@code training.candidates}. */
    public static final Setting<String> TRAINING_CANDIDATES = row(auto(
            "training.candidates",
            oneOf(List.of("all", "lrmf")),
            "What the written map is chosen from: all, closed forms and the end of the training; or lrmf, that end alone,"
                    + " as where fewer than 500 steps are asked for."));

    /** The row of {@code training.affine-steps}. */
    public static final Setting<Integer> TRAINING_AFFINE_STEPS = row(auto(
            "training.affine-steps",
            count(0),
            "Minibatches that each worker takes before those, with a map that is affine: it finds turns that a flexible map may"
                    + " miss."));

    /** The row of {@code training.sliced-weight}. */
    public static final Setting<Double> TRAINING_SLICED_WEIGHT = row(auto(
            "training.sliced-weight",
            number("of at least 0", x -> x >= 0),
            "Weight of a sliced Wasserstein term that falls to zero at half of the steps. Set 0 where classes may differ in"
                    + " share."));

    /** The row of {@code training.polish-steps}. */
    public static final Setting<Integer> TRAINING_POLISH_STEPS = row(auto(
            "training.polish-steps",
            count(0),
            "Steps at the end in which the map alone lowers the sliced Wasserstein distance; undone if the likelihoods speak"
                    + " against it."));

    /** The row of {@code training.workers}. */
    public static final Setting<Integer> TRAINING_WORKERS = row(auto(
                    "training.workers",
                    count(1),
                    "Tasks that train at the same time; auto is Spark's default parallelism.")
            .withAutoParam(0));

    /** The row of {@code training.averaging-frequency}. */
    public static final Setting<Integer> TRAINING_AVERAGING_FREQUENCY = row(auto(
            "training.averaging-frequency", count(1), "Minibatches that each worker takes between two averagings."));

    /** The row of {@code training.patience}. */
    public static final Setting<Integer> TRAINING_PATIENCE = row(Setting.of(
            "training.patience",
            count(0),
            8,
            "Evaluations of the held-out loss, of about fifty, without a new lowest one after which only the last quarter of the"
                    + " steps is taken; 0 takes all steps."));

    /** The row of {@code training.seed}. */
    public static final Setting<Long> TRAINING_SEED =
            row(Setting.of("training.seed", wholeNumber(Long.MIN_VALUE), 1L, "Root of everything random."));

    /** The row of {@code training.max-rows}. */
    public static final Setting<Long> TRAINING_MAX_ROWS = row(Setting.of(
            "training.max-rows", wholeNumber(1), 1_000_000L, "Rows of each set that are trained on at most."));

    /** The row of {@code training.held-out-fraction}. */
    public static final Setting<Double> TRAINING_HELD_OUT_FRACTION = row(Setting.of(
            "training.held-out-fraction",
            number("between 0 and 1", x -> 0 < x && x < 1),
            0.1,
            "Share of each set that is kept out of training to measure the loss on."));

    /** The row of {@code bound.enabled}. */
    public static final Setting<Boolean> BOUND_ENABLED = row(Setting.of(
                    "bound.enabled",
                    trueOrFalse(),
                    true,
                    "Whether to measure how far the loss is from its lower bound, by densities of either set alone: true or false.")
            .named("boundEnabled"));

    /** The row of {@code bound.folds}. */
    public static final Setting<Integer> BOUND_FOLDS = row(Setting.of(
                    "bound.folds",
                    count(2),
                    3,
                    "Fits of those densities, each of which leaves out one of so many parts of the training rows.")
            .named("boundFolds"));

    /** The row of {@code checkpoint.every-rounds}. */
    public static final Setting<Integer> CHECKPOINT_EVERY_ROUNDS = row(Setting.of(
                    "checkpoint.every-rounds",
                    count(1),
                    100,
                    "Averagings between two checkpoints at most, where --checkpoints names a directory.")
            .named("checkpointEveryRounds"));

    /** The row of {@code checkpoint.every-minutes}. */
    public static final Setting<Double> CHECKPOINT_EVERY_MINUTES = row(Setting.of(
                    "checkpoint.every-minutes",
                    number("above 0", x -> x > 0),
                    5.0,
                    "Minutes between two checkpoints at most.")
            .named("checkpointEveryMinutes"));

    /** The row of {@code checkpoint.keep}. */
    public static final Setting<Integer> CHECKPOINT_KEEP = row(
            Setting.of("checkpoint.keep", count(1), 2, "Checkpoints that are kept of the training that is under way.")
                    .named("checkpointsKept"));

    /** The row of {@code output.normalise}. */
    public static final Setting<Boolean> OUTPUT_NORMALISE = row(
            Setting.of(
                    "output.normalise",
                    trueOrFalse(),
                    false,
                    "Whether mapped vectors are written at length one, for a target whose vectors have that length: true or false."));

    /** The row of {@code evaluation.rows}. */
    public static final Setting<Integer> EVALUATION_ROWS =
            row(Setting.of("evaluation.rows", count(1), 5000, "Rows of each set that the metrics look at, at most."));

    private Keys() {}

    private static void requireDirections(String text) {
        if (Integer.parseInt(text) < 2) {
            throw new IllegalArgumentException("Expected a whole number of at least 2; found " + text);
        }
    }

    /** {@return every row, in the order of the table; unmodifiable} */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(ROWS);
    }

    /**
     * {@return the row of a key}
     *
     * @param key such as {@code training.batch-size}
     * @throws NoSuchElementException if there is none
     */
    public static Setting<?> of(String key) {
        return ROWS.stream().filter(row -> row.key().equals(key)).findFirst().orElseThrow();
    }

    /**
     * {@return the rows of some sections, in the order of the table}
     *
     * @param sections such as {@code training}; one that is not there has no rows
     */
    public static List<Setting<?>> sections(String... sections) {
        Set<String> wanted = Set.of(sections);
        return ROWS.stream().filter(row -> wanted.contains(row.section())).toList();
    }

    private static <T> Setting<T> row(Setting<T> setting) {
        ROWS.add(setting);
        return setting;
    }
}
