package io.github.lrmfspark.ml;

import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;

/**
 * Setters by name, for those who write {@code setNoise(0.1)}. {@link #set} takes every setting, also one without a name here.
 *
 * @param <S> what is set
 */
public interface SettingSetters<S> {
    /** Sets one setting. */
    <T> S set(Setting<T> setting, T value);

    /** Sets {@link Keys#DATA_INVALID}. */
    default S setInvalid(String value) {
        return set(Keys.DATA_INVALID, value);
    }

    /** Sets {@link Keys#FLOW_KIND}. */
    default S setFlowKind(String value) {
        return set(Keys.FLOW_KIND, value);
    }

    /** Sets {@link Keys#FLOW_IMAGE}. */
    default S setImage(String value) {
        return set(Keys.FLOW_IMAGE, value);
    }

    /** Sets {@link Keys#FLOW_COUPLINGS}. */
    default S setCouplings(int value) {
        return set(Keys.FLOW_COUPLINGS, value);
    }

    /** Sets {@link Keys#FLOW_HIDDEN}. */
    default S setHidden(int value) {
        return set(Keys.FLOW_HIDDEN, value);
    }

    /** Sets {@link Keys#FLOW_HIDDEN_LAYERS}. */
    default S setHiddenLayers(int value) {
        return set(Keys.FLOW_HIDDEN_LAYERS, value);
    }

    /** Sets {@link Keys#TRAINING_STEPS}. */
    default S setSteps(int value) {
        return set(Keys.TRAINING_STEPS, value);
    }

    /** Sets {@link Keys#TRAINING_BATCH_SIZE}. */
    default S setBatchSize(int value) {
        return set(Keys.TRAINING_BATCH_SIZE, value);
    }

    /** Sets {@link Keys#TRAINING_LEARNING_RATE}. */
    default S setLearningRate(double value) {
        return set(Keys.TRAINING_LEARNING_RATE, value);
    }

    /** Sets {@link Keys#TRAINING_TRANSFORM_RATE_RATIO}. */
    default S setTransformRateRatio(double value) {
        return set(Keys.TRAINING_TRANSFORM_RATE_RATIO, value);
    }

    /** Sets {@link Keys#TRAINING_NOISE}. */
    default S setNoise(double value) {
        return set(Keys.TRAINING_NOISE, value);
    }

    /** Sets {@link Keys#TRAINING_AFFINE_STEPS}. */
    default S setAffineSteps(int value) {
        return set(Keys.TRAINING_AFFINE_STEPS, value);
    }

    /** Sets {@link Keys#TRAINING_SLICED_WEIGHT}. */
    default S setSlicedWeight(double value) {
        return set(Keys.TRAINING_SLICED_WEIGHT, value);
    }

    /** Sets {@link Keys#TRAINING_POLISH_STEPS}. */
    default S setPolishSteps(int value) {
        return set(Keys.TRAINING_POLISH_STEPS, value);
    }

    /** Sets {@link Keys#TRAINING_WORKERS}. */
    default S setWorkers(int value) {
        return set(Keys.TRAINING_WORKERS, value);
    }

    /** Sets {@link Keys#TRAINING_AVERAGING_FREQUENCY}. */
    default S setAveragingFrequency(int value) {
        return set(Keys.TRAINING_AVERAGING_FREQUENCY, value);
    }

    /** Sets {@link Keys#TRAINING_SEED}. */
    default S setSeed(long value) {
        return set(Keys.TRAINING_SEED, value);
    }

    /** Sets {@link Keys#TRAINING_MAX_ROWS}. */
    default S setMaxRows(long value) {
        return set(Keys.TRAINING_MAX_ROWS, value);
    }

    /** Sets {@link Keys#TRAINING_HELD_OUT_FRACTION}. */
    default S setHeldOutFraction(double value) {
        return set(Keys.TRAINING_HELD_OUT_FRACTION, value);
    }

    /** Sets {@link Keys#BOUND_ENABLED}. */
    default S setBoundEnabled(boolean value) {
        return set(Keys.BOUND_ENABLED, value);
    }

    /** Sets {@link Keys#BOUND_FOLDS}. */
    default S setBoundFolds(int value) {
        return set(Keys.BOUND_FOLDS, value);
    }

    /** Sets {@link Keys#CHECKPOINT_EVERY_ROUNDS}. */
    default S setCheckpointEveryRounds(int value) {
        return set(Keys.CHECKPOINT_EVERY_ROUNDS, value);
    }

    /** Sets {@link Keys#CHECKPOINT_EVERY_MINUTES}. */
    default S setCheckpointEveryMinutes(double value) {
        return set(Keys.CHECKPOINT_EVERY_MINUTES, value);
    }

    /** Sets {@link Keys#CHECKPOINT_KEEP}. */
    default S setCheckpointsKept(int value) {
        return set(Keys.CHECKPOINT_KEEP, value);
    }
}
