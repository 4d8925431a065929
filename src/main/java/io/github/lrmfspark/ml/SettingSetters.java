package io.github.lrmfspark.ml;

import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;

/**
 * Setters by name, for those who write {@code setNoise(0.1)}. {@link #set} takes every setting, also one without a name here. Each
 * throws IllegalArgumentException for a value that is not in the range of its row in {@link Keys}.
 *
 * @param <S> what is set
 */
public interface SettingSetters<S> {
    /**
     * {@return this, with one setting set}
     *
     * @param <T> class of the values
     * @param setting a row of {@link Keys} that is a param of this
     * @param value in its range
     * @throws IllegalArgumentException if it is not
     */
    <T> S set(Setting<T> setting, T value);

    /**
     * {@return this, with {@link Keys#DATA_INVALID} set}
     *
     * @param value as that row allows
     */
    default S setInvalid(String value) {
        return set(Keys.DATA_INVALID, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_KIND} set}
     *
     * @param value as that row allows
     */
    default S setFlowKind(String value) {
        return set(Keys.FLOW_KIND, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_IMAGE} set}
     *
     * @param value as that row allows
     */
    default S setImage(String value) {
        return set(Keys.FLOW_IMAGE, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_COUPLINGS} set}
     *
     * @param value as that row allows
     */
    default S setCouplings(int value) {
        return set(Keys.FLOW_COUPLINGS, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_DIRECTIONS} set}
     *
     * @param value as that row allows
     */
    default S setDirections(String value) {
        return set(Keys.FLOW_DIRECTIONS, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_HIDDEN} set}
     *
     * @param value as that row allows
     */
    default S setHidden(int value) {
        return set(Keys.FLOW_HIDDEN, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_HIDDEN_LAYERS} set}
     *
     * @param value as that row allows
     */
    default S setHiddenLayers(int value) {
        return set(Keys.FLOW_HIDDEN_LAYERS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_STEPS} set}
     *
     * @param value as that row allows
     */
    default S setSteps(int value) {
        return set(Keys.TRAINING_STEPS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_BATCH_SIZE} set}
     *
     * @param value as that row allows
     */
    default S setBatchSize(int value) {
        return set(Keys.TRAINING_BATCH_SIZE, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_LEARNING_RATE} set}
     *
     * @param value as that row allows
     */
    default S setLearningRate(double value) {
        return set(Keys.TRAINING_LEARNING_RATE, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_TRANSFORM_RATE_RATIO} set}
     *
     * @param value as that row allows
     */
    default S setTransformRateRatio(double value) {
        return set(Keys.TRAINING_TRANSFORM_RATE_RATIO, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_NOISE} set}
     *
     * @param value as that row allows
     */
    default S setNoise(double value) {
        return set(Keys.TRAINING_NOISE, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_START} set}
     *
     * @param value as that row allows
     */
    default S setStart(String value) {
        return set(Keys.TRAINING_START, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_CANDIDATES} set}
     *
     * @param value as that row allows
     */
    default S setCandidates(String value) {
        return set(Keys.TRAINING_CANDIDATES, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_AFFINE_STEPS} set}
     *
     * @param value as that row allows
     */
    default S setAffineSteps(int value) {
        return set(Keys.TRAINING_AFFINE_STEPS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_SLICED_WEIGHT} set}
     *
     * @param value as that row allows
     */
    default S setSlicedWeight(double value) {
        return set(Keys.TRAINING_SLICED_WEIGHT, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_POLISH_STEPS} set}
     *
     * @param value as that row allows
     */
    default S setPolishSteps(int value) {
        return set(Keys.TRAINING_POLISH_STEPS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_WORKERS} set}
     *
     * @param value as that row allows
     */
    default S setWorkers(int value) {
        return set(Keys.TRAINING_WORKERS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_AVERAGING_FREQUENCY} set}
     *
     * @param value as that row allows
     */
    default S setAveragingFrequency(int value) {
        return set(Keys.TRAINING_AVERAGING_FREQUENCY, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_PATIENCE} set}
     *
     * @param value as that row allows
     */
    default S setPatience(int value) {
        return set(Keys.TRAINING_PATIENCE, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_SEED} set}
     *
     * @param value as that row allows
     */
    default S setSeed(long value) {
        return set(Keys.TRAINING_SEED, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_MAX_ROWS} set}
     *
     * @param value as that row allows
     */
    default S setMaxRows(long value) {
        return set(Keys.TRAINING_MAX_ROWS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_HELD_OUT_FRACTION} set}
     *
     * @param value as that row allows
     */
    default S setHeldOutFraction(double value) {
        return set(Keys.TRAINING_HELD_OUT_FRACTION, value);
    }

    /**
     * {@return this, with {@link Keys#BOUND_ENABLED} set}
     *
     * @param value as that row allows
     */
    default S setBoundEnabled(boolean value) {
        return set(Keys.BOUND_ENABLED, value);
    }

    /**
     * {@return this, with {@link Keys#BOUND_FOLDS} set}
     *
     * @param value as that row allows
     */
    default S setBoundFolds(int value) {
        return set(Keys.BOUND_FOLDS, value);
    }

    /**
     * {@return this, with {@link Keys#CHECKPOINT_EVERY_ROUNDS} set}
     *
     * @param value as that row allows
     */
    default S setCheckpointEveryRounds(int value) {
        return set(Keys.CHECKPOINT_EVERY_ROUNDS, value);
    }

    /**
     * {@return this, with {@link Keys#CHECKPOINT_EVERY_MINUTES} set}
     *
     * @param value as that row allows
     */
    default S setCheckpointEveryMinutes(double value) {
        return set(Keys.CHECKPOINT_EVERY_MINUTES, value);
    }

    /**
     * {@return this, with {@link Keys#CHECKPOINT_KEEP} set}
     *
     * @param value as that row allows
     */
    default S setCheckpointsKept(int value) {
        return set(Keys.CHECKPOINT_KEEP, value);
    }
}
