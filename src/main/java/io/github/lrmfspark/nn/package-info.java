/**
 * An objective as DL4J sees it: a network of one output layer whose features are [a | b], shape [N, 2D], whose parameters are
 * the objective's flat vector and whose gradient is written by the objective itself. So DL4J's updaters, schedules, listeners,
 * {@code ModelSerializer} and Spark masters work on it unchanged.
 *
 * <p>A {@link io.github.lrmfspark.nn.VaeGan}, which embeds images, is made of DL4J's own layers instead.
 */
@NullMarked
package io.github.lrmfspark.nn;

import org.jspecify.annotations.NullMarked;
