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
     * @param value {@code error}, the default, or {@code drop}
     */
    default S setInvalid(String value) {
        return set(Keys.DATA_INVALID, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_KIND} set}
     *
     * @param value realnvp, the default, glow, ffjord, spline or affine
     */
    default S setFlowKind(String value) {
        return set(Keys.FLOW_KIND, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_IMAGE} set}
     *
     * @param value channels, height and width such as 3x32x32; none, the default, for other vectors
     */
    default S setImage(String value) {
        return set(Keys.FLOW_IMAGE, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_COUPLINGS} set}
     *
     * @param value coupling layers, from 1
     */
    default S setCouplings(int value) {
        return set(Keys.FLOW_COUPLINGS, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_HIDDEN} set}
     *
     * @param value units of a hidden layer, from 1
     */
    default S setHidden(int value) {
        return set(Keys.FLOW_HIDDEN, value);
    }

    /**
     * {@return this, with {@link Keys#FLOW_HIDDEN_LAYERS} set}
     *
     * @param value hidden layers of a network, from 1
     */
    default S setHiddenLayers(int value) {
        return set(Keys.FLOW_HIDDEN_LAYERS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_STEPS} set}
     *
     * @param value minibatches of each worker, from 1
     */
    default S setSteps(int value) {
        return set(Keys.TRAINING_STEPS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_BATCH_SIZE} set}
     *
     * @param value rows of each set in a minibatch, from 1
     */
    default S setBatchSize(int value) {
        return set(Keys.TRAINING_BATCH_SIZE, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_LEARNING_RATE} set}
     *
     * @param value rate of p at the start, between 0 and 1
     */
    default S setLearningRate(double value) {
        return set(Keys.TRAINING_LEARNING_RATE, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_TRANSFORM_RATE_RATIO} set}
     *
     * @param value rate of T over that of p, above 0 and at most 1
     */
    default S setTransformRateRatio(double value) {
        return set(Keys.TRAINING_TRANSFORM_RATE_RATIO, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_NOISE} set}
     *
     * @param value standard deviation where each set has deviation 1, at least 0
     */
    default S setNoise(double value) {
        return set(Keys.TRAINING_NOISE, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_AFFINE_STEPS} set}
     *
     * @param value minibatches of each worker, from 0
     */
    default S setAffineSteps(int value) {
        return set(Keys.TRAINING_AFFINE_STEPS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_SLICED_WEIGHT} set}
     *
     * @param value weight at the start, at least 0
     */
    default S setSlicedWeight(double value) {
        return set(Keys.TRAINING_SLICED_WEIGHT, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_POLISH_STEPS} set}
     *
     * @param value steps at the end, from 0
     */
    default S setPolishSteps(int value) {
        return set(Keys.TRAINING_POLISH_STEPS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_WORKERS} set}
     *
     * @param value tasks at a time, from 1; 0, the default, is auto
     */
    default S setWorkers(int value) {
        return set(Keys.TRAINING_WORKERS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_AVERAGING_FREQUENCY} set}
     *
     * @param value minibatches between two averagings, from 1
     */
    default S setAveragingFrequency(int value) {
        return set(Keys.TRAINING_AVERAGING_FREQUENCY, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_SEED} set}
     *
     * @param value any whole number; 1 by default
     */
    default S setSeed(long value) {
        return set(Keys.TRAINING_SEED, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_MAX_ROWS} set}
     *
     * @param value rows of each set at most, from 1; 1,000,000 by default
     */
    default S setMaxRows(long value) {
        return set(Keys.TRAINING_MAX_ROWS, value);
    }

    /**
     * {@return this, with {@link Keys#TRAINING_HELD_OUT_FRACTION} set}
     *
     * @param value share of each set, between 0 and 1; 0.1 by default
     */
    default S setHeldOutFraction(double value) {
        return set(Keys.TRAINING_HELD_OUT_FRACTION, value);
    }

    /**
     * {@return this, with {@link Keys#BOUND_ENABLED} set}
     *
     * @param value whether to measure the bound; true by default
     */
    default S setBoundEnabled(boolean value) {
        return set(Keys.BOUND_ENABLED, value);
    }

    /**
     * {@return this, with {@link Keys#BOUND_FOLDS} set}
     *
     * @param value fits, from 2; 3 by default
     */
    default S setBoundFolds(int value) {
        return set(Keys.BOUND_FOLDS, value);
    }

    /**
     * {@return this, with {@link Keys#CHECKPOINT_EVERY_ROUNDS} set}
     *
     * @param value averagings at most, from 1; 100 by default
     */
    default S setCheckpointEveryRounds(int value) {
        return set(Keys.CHECKPOINT_EVERY_ROUNDS, value);
    }

    /**
     * {@return this, with {@link Keys#CHECKPOINT_EVERY_MINUTES} set}
     *
     * @param value minutes at most, above 0; 5 by default
     */
    default S setCheckpointEveryMinutes(double value) {
        return set(Keys.CHECKPOINT_EVERY_MINUTES, value);
    }

    /**
     * {@return this, with {@link Keys#CHECKPOINT_KEEP} set}
     *
     * @param value checkpoints, from 1; 2 by default
     */
    default S setCheckpointsKept(int value) {
        return set(Keys.CHECKPOINT_KEEP, value);
    }
}
