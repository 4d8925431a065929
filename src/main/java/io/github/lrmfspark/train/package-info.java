/**
 * The loop. A {@link io.github.lrmfspark.train.Trainer} minimises an objective: {@link io.github.lrmfspark.train.LocalTrainer}
 * in this JVM, {@link io.github.lrmfspark.train.ParameterAveragingTrainer} on Spark's executors through DL4J Spark. Both run
 * the same rounds of the same minibatches through the same network, so that one worker that averages after every step gives
 * the local trainer's parameters bit for bit.
 *
 * <p>A round is {@code averagingFrequency} steps of every worker, from common parameters; after it parameters and updater
 * state are the workers' mean. A round that leaves a number that is not finite is dropped.
 */
@NullMarked
package io.github.lrmfspark.train;

import org.jspecify.annotations.NullMarked;
