/**
 * What is minimised. An {@link io.github.lrmfspark.objective.Objective} is an immutable description over a pair
 * of batches, a from the source and b from the target; bound to parameters it gives named terms, in nats per
 * pair, and their gradient.
 *
 * <p>Units. Likelihoods are natural logarithms of densities, averaged over the N rows of a batch, so a term
 * does not grow with the batch. It does grow with D. A pair is row n of a and row n of b; the two are drawn
 * independently.
 *
 * <p>The loss that the project is for is {@link io.github.lrmfspark.objective.LogLikelihoodRatio} L. Its lower
 * bound −c is the minimum of {@link io.github.lrmfspark.objective.MaximumLikelihood}, and
 * {@link io.github.lrmfspark.objective.LikelihoodBound} compares the two on rows that were held out:
 *
 * <pre>
 *   L(T, p) = −E_a log|det ∂T(a)/∂a| − E_a log p(T(a)) − E_b log p(b)
 *   L + c ≥ 0 up to the error of estimation, and 0 iff the family of p cannot tell T(A) from B
 * </pre>
 *
 * <p>A new loss is one class here; engines know {@code Objective} alone. So is a new
 * {@link io.github.lrmfspark.objective.Term} beside the likelihoods of
 * {@link io.github.lrmfspark.objective.LogLikelihoodRatio}; what needs a pass of T of its own is a loss and
 * joins by a sum of losses.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows: Towards Robust and
 * Quantifiable Neural Distribution Alignment", NeurIPS 2020.
 */
@NullMarked
package io.github.lrmfspark.objective;

import org.jspecify.annotations.NullMarked;
