/**
 * An objective as DL4J sees it: a network of one output layer whose features are [a | b], shape [N, 2D], whose parameters are
 * the objective's flat vector and whose gradient is written by the objective itself. So DL4J's updaters, schedules, listeners,
 * {@code ModelSerializer} and Spark masters work on it unchanged.
 */
@NullMarked
package io.github.lrmfspark.nn;

import org.jspecify.annotations.NullMarked;
