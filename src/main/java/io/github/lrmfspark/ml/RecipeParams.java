package io.github.lrmfspark.ml;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.Phases;
import io.github.lrmfspark.train.Recipe;
import io.github.lrmfspark.train.TrainingOptions;
import org.apache.spark.ml.param.Param;
import org.jspecify.annotations.Nullable;

/** The measured recipe with what was set in its place. */
final class RecipeParams {
    private static final int IMAGE_COUPLINGS = 4;
    private static final int IMAGE_FILTERS = 32;
    /** The word for vectors that are no images. */
    static final String NO_IMAGE = "none";

    private RecipeParams() {}

    /**
     * The recipe in force.
     *
     * @param rows training rows of the smaller set
     * @param parallelism workers that there are
     */
    static Recipe used(LrmfAlignerParams stage, Recipe measured, long rows, int parallelism) {
        TrainingOptions training = measured.training();
        int batch = (int) setOr(stage, stage.batchSize(), training.batchSize());
        int workers = (int) stage.getOrDefault(stage.workers());
        return new Recipe(
                flow(stage, measured.flow()),
                new TrainingOptions(
                        (int) setOr(stage, stage.steps(), training.steps()),
                        batch,
                        (double) setOr(stage, stage.learningRate(), training.learningRate()),
                        (double) setOr(
                                stage, stage.transformRateRatio(), bends(stage) ? training.transformRateRatio() : 1.0),
                        (double) setOr(stage, stage.noise(), training.noise()),
                        workers > 0 ? workers : (int) Math.max(1, Math.min(parallelism, rows / batch)),
                        (int) setOr(stage, stage.averagingFrequency(), training.averagingFrequency()),
                        (long) stage.getOrDefault(stage.seed())),
                phases(stage, measured.phases()));
    }

    /**
     * How the bound is to be found; null where it is not asked for.
     *
     * @throws InvalidInputException if private models are named but not asked for
     */
    static @Nullable BoundOptions bound(LrmfAlignerParams stage, Recipe used, Recipe measured) {
        String models = stage.isSet(stage.privateModels()) ? stage.getOrDefault(stage.privateModels()) : null;
        if ((boolean) stage.getOrDefault(stage.boundEnabled())) {
            return BoundOptions.of(
                    (int) stage.getOrDefault(stage.boundFolds()),
                    used.training().steps(),
                    measured.training().steps(),
                    models);
        }
        if (models != null) {
            throw new InvalidInputException("Expected the bound to be enabled where private models are named; found '"
                    + models + "' and the bound disabled. Set bound.enabled=true or leave the private models out");
        }
        return null;
    }

    private static Phases phases(LrmfAlignerParams stage, Phases measured) {
        boolean bends = bends(stage);
        return new Phases(
                (int) setOr(stage, stage.affineSteps(), bends ? measured.affineSteps() : 0),
                (double) setOr(stage, stage.slicedWeight(), bends ? measured.slicedWeight() : 0),
                (int) setOr(stage, stage.polishSteps(), bends ? measured.polishSteps() : 0));
    }

    /** Whether T could tear structure; one that cannot needs no slow rate, no start and no polish. */
    private static boolean bends(LrmfAlignerParams stage) {
        return Kind.of(stage.getOrDefault(stage.flowKind())).bends();
    }

    private static FlowOptions flow(LrmfAlignerParams stage, FlowOptions measured) {
        String image = stage.getOrDefault(stage.image());
        boolean images = !image.equals(NO_IMAGE);
        try {
            return new FlowOptions(
                    Kind.of(stage.getOrDefault(stage.flowKind())),
                    (int) setOr(stage, stage.couplings(), images ? IMAGE_COUPLINGS : measured.couplings()),
                    (int) setOr(stage, stage.hidden(), images ? IMAGE_FILTERS : measured.hidden()),
                    (int) setOr(stage, stage.hiddenLayers(), measured.hiddenLayers()),
                    images ? ImageShape.of(image) : null);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    (images ? "Cannot use the image " + image : "Cannot use this flow") + ": " + e.getMessage(), e);
        }
    }

    private static Object setOr(LrmfAlignerParams stage, Param<Object> param, Object otherwise) {
        return stage.isSet(param) ? stage.getOrDefault(param) : otherwise;
    }
}
