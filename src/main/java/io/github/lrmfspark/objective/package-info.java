/**
 * What is minimised. An {@link io.github.lrmfspark.objective.Objective} is an immutable description over a pair of batches, a
 * from the source and b from the target; bound to parameters it gives named terms, in nats per pair, and their gradient.
 *
 * <p>A new loss is one class here; engines know {@code Objective} alone. So is a new {@link io.github.lrmfspark.objective.Term}
 * beside the likelihoods of {@link io.github.lrmfspark.objective.LogLikelihoodRatio}; what needs a pass of T of its own is a loss
 * and joins by a sum of losses.
 */
@NullMarked
package io.github.lrmfspark.objective;

import org.jspecify.annotations.NullMarked;
