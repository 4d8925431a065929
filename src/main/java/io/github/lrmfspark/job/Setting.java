package io.github.lrmfspark.job;

import static io.github.lrmfspark.job.Rule.number;
import static io.github.lrmfspark.job.Rule.oneOf;
import static io.github.lrmfspark.job.Rule.text;
import static io.github.lrmfspark.job.Rule.trueOrFalse;
import static io.github.lrmfspark.job.Rule.wholeNumber;

import io.github.lrmfspark.flow.ImageShape;
import java.util.Arrays;
import java.util.List;

/** The keys of the configuration and what each may be. Their defaults and meanings are in {@code reference.conf}. */
@SuppressWarnings("ImmutableEnumChecker") // a rule is immutable; the function in it cannot be marked as such
enum Setting {
    DATA_INVALID("data.invalid", oneOf("error", "drop")),
    FLOW_KIND("flow.kind", oneOf("realnvp", "glow", "ffjord", "spline", "affine")),
    FLOW_IMAGE("flow.image", imageShape().orNone()),
    FLOW_COUPLINGS("flow.couplings", count().orAuto()),
    FLOW_HIDDEN("flow.hidden", count().orAuto()),
    FLOW_HIDDEN_LAYERS("flow.hidden-layers", count().orAuto()),
    TRAINING_STEPS("training.steps", count().orAuto()),
    TRAINING_BATCH_SIZE("training.batch-size", count().orAuto()),
    TRAINING_LEARNING_RATE(
            "training.learning-rate",
            number("between 0 and 1", x -> 0 < x && x < 1).orAuto()),
    TRAINING_TRANSFORM_RATE_RATIO(
            "training.transform-rate-ratio",
            number("above 0 and at most 1", x -> 0 < x && x <= 1).orAuto()),
    TRAINING_NOISE("training.noise", number("of at least 0", x -> x >= 0).orAuto()),
    TRAINING_AFFINE_STEPS(
            "training.affine-steps", wholeNumber(0, Integer.MAX_VALUE).orAuto()),
    TRAINING_SLICED_WEIGHT(
            "training.sliced-weight", number("of at least 0", x -> x >= 0).orAuto()),
    TRAINING_POLISH_STEPS(
            "training.polish-steps", wholeNumber(0, Integer.MAX_VALUE).orAuto()),
    TRAINING_WORKERS("training.workers", count().orAuto()),
    TRAINING_AVERAGING_FREQUENCY("training.averaging-frequency", count().orAuto()),
    TRAINING_SEED("training.seed", wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE)),
    TRAINING_MAX_ROWS("training.max-rows", wholeNumber(1, Long.MAX_VALUE)),
    TRAINING_HELD_OUT_FRACTION("training.held-out-fraction", number("between 0 and 1", x -> 0 < x && x < 1)),
    BOUND_ENABLED("bound.enabled", trueOrFalse()),
    BOUND_FOLDS("bound.folds", wholeNumber(2, Integer.MAX_VALUE)),
    CHECKPOINT_EVERY_ROUNDS("checkpoint.every-rounds", count()),
    CHECKPOINT_EVERY_MINUTES("checkpoint.every-minutes", number("above 0", x -> x > 0)),
    CHECKPOINT_KEEP("checkpoint.keep", count()),
    EVALUATION_ROWS("evaluation.rows", count());

    private final String key;
    private final Rule rule;

    Setting(String key, Rule rule) {
        this.key = key;
        this.rule = rule;
    }

    String key() {
        return key;
    }

    Rule rule() {
        return rule;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    private static Rule imageShape() {
        return text("channels, height and width such as 3x32x32", ImageShape::of);
    }

    private static Rule count() {
        return wholeNumber(1, Integer.MAX_VALUE);
    }
}
