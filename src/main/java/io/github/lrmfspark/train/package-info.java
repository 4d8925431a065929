/**
 * Training: minimising an objective over its flat parameter vector [P] by stochastic gradients.
 *
 * <p>A {@link io.github.lrmfspark.train.Trainer} has two engines. {@link io.github.lrmfspark.train.LocalTrainer} trains
 * in this JVM, {@link io.github.lrmfspark.train.ParameterAveragingTrainer} on Spark's executors through DL4J Spark.
 * Both take the same steps of the same minibatches through the same network, so one worker gives the local trainer's
 * parameters bit for bit.
 *
 * <h2>A round</h2>
 *
 * <p>A round is {@code averagingFrequency} steps of each of W workers; the last one may be shorter. Worker w starts
 * from the common parameters θ and updater state u, takes its steps alone, and ends with θ_w and u_w. Then
 *
 * <pre>
 *   θ ← (θ_0 + … + θ_{W−1}) / W,   u ← (u_0 + … + u_{W−1}) / W
 * </pre>
 *
 * <p>With Adam, u holds the mean of the gradients and the mean of their squares: U = 2 P numbers. The order of what
 * happens around a round is in {@link io.github.lrmfspark.train.TrainingRun}; what is kept and undone when a number is
 * not finite is in {@link io.github.lrmfspark.train.RoundGuard}.
 *
 * <h2>Who runs where</h2>
 *
 * <ul>
 *   <li>Driver, in the thread that calls {@code train}: the loop, the guard, the held-out loss, checkpoints, the
 *       listener and the mean ({@link io.github.lrmfspark.train.AveragingMaster}). None of it is thread-safe.
 *   <li>Executors, in the threads of tasks: the minibatches ({@link io.github.lrmfspark.train.PairDataSets}), the steps
 *       ({@link io.github.lrmfspark.train.AveragingWorker}) and the choice of the card ({@link
 *       io.github.lrmfspark.train.TaskDevice}).
 * </ul>
 *
 * <p>A round is one Spark job of one stage with W tasks. P + U numbers go out to each executor by broadcast, and P + U
 * come back from each task ({@link io.github.lrmfspark.train.NetworkState}). The network's configuration is broadcast
 * once a training. Losses and devices come back through accumulators.
 *
 * <h2>Equal bits</h2>
 *
 * <p>Equal rows, seeds, options and numbers of workers give equal parameters to the last bit, on processors of one
 * kind. A minibatch follows from the rows, the seed, the worker's number and the step's number alone. The mean is
 * summed in the order of partitions, whichever task ends first. A task that is retried starts from the same θ and u, so
 * it changes nothing.
 *
 * <h2>Memory</h2>
 *
 * <p>By Adam, in bytes: a network has 16 P outside the heap, for parameters, gradient and two moments. The guard keeps
 * 12 P more on the driver. A message is 12 P on the heap, and the driver holds W of them at the end of a round.
 */
@NullMarked
package io.github.lrmfspark.train;

import org.jspecify.annotations.NullMarked;
