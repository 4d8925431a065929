package io.github.lrmfspark.job;

import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.train.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings as params of an aligner, and back. */
final class AlignerSettings {
    private AlignerSettings() {}

    /** An aligner as it was set; what is {@code auto} stays with its recipe. */
    static LrmfAligner aligner(Settings settings) {
        LrmfAligner aligner = new LrmfAligner()
                .setInvalid(settings.word(Setting.DATA_INVALID))
                .setFlowKind(settings.word(Setting.FLOW_KIND))
                .setImage(settings.word(Setting.FLOW_IMAGE))
                .setSeed(settings.wholeNumber(Setting.TRAINING_SEED))
                .setMaxRows(settings.wholeNumber(Setting.TRAINING_MAX_ROWS))
                .setHeldOutFraction(settings.number(Setting.TRAINING_HELD_OUT_FRACTION))
                .setBoundEnabled(settings.isTrue(Setting.BOUND_ENABLED))
                .setBoundFolds(Math.toIntExact(settings.wholeNumber(Setting.BOUND_FOLDS)));
        settings.countUnlessAuto(Setting.FLOW_COUPLINGS).ifPresent(aligner::setCouplings);
        settings.countUnlessAuto(Setting.FLOW_HIDDEN).ifPresent(aligner::setHidden);
        settings.countUnlessAuto(Setting.FLOW_HIDDEN_LAYERS).ifPresent(aligner::setHiddenLayers);
        settings.countUnlessAuto(Setting.TRAINING_STEPS).ifPresent(aligner::setSteps);
        settings.countUnlessAuto(Setting.TRAINING_BATCH_SIZE).ifPresent(aligner::setBatchSize);
        settings.numberUnlessAuto(Setting.TRAINING_LEARNING_RATE).ifPresent(aligner::setLearningRate);
        settings.numberUnlessAuto(Setting.TRAINING_TRANSFORM_RATE_RATIO).ifPresent(aligner::setTransformRateRatio);
        settings.numberUnlessAuto(Setting.TRAINING_NOISE).ifPresent(aligner::setNoise);
        settings.countUnlessAuto(Setting.TRAINING_AFFINE_STEPS).ifPresent(aligner::setAffineSteps);
        settings.numberUnlessAuto(Setting.TRAINING_SLICED_WEIGHT).ifPresent(aligner::setSlicedWeight);
        settings.countUnlessAuto(Setting.TRAINING_POLISH_STEPS).ifPresent(aligner::setPolishSteps);
        settings.countUnlessAuto(Setting.TRAINING_WORKERS).ifPresent(aligner::setWorkers);
        settings.countUnlessAuto(Setting.TRAINING_AVERAGING_FREQUENCY).ifPresent(aligner::setAveragingFrequency);
        return aligner;
    }

    /** Every key with the value that was used, the recipe's choices in place of {@code auto}. */
    static Map<String, Object> used(Settings settings, Recipe recipe) {
        Map<String, Object> used = new LinkedHashMap<>();
        settings.values().forEach((setting, value) -> used.put(setting.key(), value));
        used.put(Setting.FLOW_COUPLINGS.key(), recipe.flow().couplings());
        used.put(Setting.FLOW_HIDDEN.key(), recipe.flow().hidden());
        used.put(Setting.FLOW_HIDDEN_LAYERS.key(), recipe.flow().hiddenLayers());
        used.put(Setting.TRAINING_STEPS.key(), recipe.training().steps());
        used.put(Setting.TRAINING_BATCH_SIZE.key(), recipe.training().batchSize());
        used.put(Setting.TRAINING_LEARNING_RATE.key(), recipe.training().learningRate());
        used.put(Setting.TRAINING_TRANSFORM_RATE_RATIO.key(), recipe.training().transformRateRatio());
        used.put(Setting.TRAINING_NOISE.key(), recipe.training().noise());
        used.put(Setting.TRAINING_AFFINE_STEPS.key(), recipe.phases().affineSteps());
        used.put(Setting.TRAINING_SLICED_WEIGHT.key(), recipe.phases().slicedWeight());
        used.put(Setting.TRAINING_POLISH_STEPS.key(), recipe.phases().polishSteps());
        used.put(Setting.TRAINING_WORKERS.key(), recipe.training().workers());
        used.put(Setting.TRAINING_AVERAGING_FREQUENCY.key(), recipe.training().averagingFrequency());
        return used;
    }
}
