/**
 * An objective as DL4J sees it: a network of one output layer. Its features are [a | b], shape [N, 2D]. Its parameters
 * are the objective's flat vector [P], and its gradient [P] is written by the objective itself. So DL4J's updaters,
 * schedules, listeners, {@code ModelSerializer} and Spark masters work on it unchanged.
 *
 * <p>One call of {@code network.fit} is one step, all in float32:
 *
 * <ol>
 *   <li>DL4J hands the features to the layer ({@link io.github.lrmfspark.nn.ObjectiveOutput}).
 *   <li>The objective computes the loss L of the minibatch, in nats per pair, and its gradient g.
 *   <li>DL4J's updater makes the update of each model from g, its state and its learning rate ({@link
 *       io.github.lrmfspark.nn.Updater}, {@link io.github.lrmfspark.nn.CosineSchedule}).
 *   <li>DL4J subtracts it from the parameters and counts the step.
 * </ol>
 *
 * <p>{@link io.github.lrmfspark.nn.ObjectiveNetwork} makes such a network; nothing else is meant for callers but
 * {@code Updater} and the schedule. A network is used by one thread at a time, on the device of the thread that made
 * it.
 */
@NullMarked
package io.github.lrmfspark.nn;

import org.jspecify.annotations.NullMarked;
