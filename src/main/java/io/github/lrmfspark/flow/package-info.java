/**
 * Invertible maps on R^D, the densities they make of a standard normal, and their gradients by hand.
 *
 * <p>Three ideas:
 *
 * <ul>
 *   <li>A {@link io.github.lrmfspark.flow.Bijector} or {@link io.github.lrmfspark.flow.Distribution} is an immutable
 *       description. Its trained numbers are one flat vector [P], laid out by its {@link
 *       io.github.lrmfspark.flow.ParameterSpec}; its gradient is one flat vector of the same layout.
 *   <li>Bound to such vectors and to a batch size N ({@link io.github.lrmfspark.flow.Binding}), it owns all buffers it needs
 *       and computes steps without allocating.
 *   <li>Value and log|det| come from one method, so they cannot drift apart.
 * </ul>
 *
 * <p>Conventions. x is [N, D], one vector a row. {@code forward} is the direction that is trained: a → T(a) for the
 * transform, x → z for a density. {@code logDet} [N, 1] collects the log|det ∂y/∂x| of the direction that is evaluated, in
 * nats: each bijector adds its own. log p(x) = log N(z; 0, I) + logDet.
 *
 * <p>A new flow is one class here, one line in {@code architecture.Flows} and one row in the contract test.
 */
@NullMarked
package io.github.lrmfspark.flow;

import org.jspecify.annotations.NullMarked;
