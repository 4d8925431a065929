/**
 * Invertible maps on R^D, the densities they make of a standard normal, and their gradients by hand.
 *
 * <p>Three ideas:
 *
 * <ul>
 *   <li>A {@link io.github.lrmfspark.flow.Bijector} or {@link io.github.lrmfspark.flow.Distribution} is an
 *       immutable description. Its trained numbers are one flat vector [P], laid out by its
 *       {@link io.github.lrmfspark.flow.ParameterSpec}; its gradient is one flat vector of the same layout.
 *   <li>Bound to such vectors and to a batch size N ({@link io.github.lrmfspark.flow.Binding}), it owns all
 *       buffers it needs and computes steps without allocating.
 *   <li>Value and log|det| come from one method, so they cannot drift apart.
 * </ul>
 *
 * <p>Conventions. x is [N, D], one vector a row. {@code forward} is the direction that is trained: a → T(a) for
 * the transform, x → z for a density. {@code logDet} [N, 1] collects the log|det ∂y/∂x| of the direction that
 * is evaluated, in nats: each bijector adds its own. log p(x) = log N(z; 0, I) + logDet.
 *
 * <p>Gradients. For a scalar loss ℓ, dv is ∂ℓ/∂v, in the shape of v. With θ the parameters of y = f(x; θ),
 * {@code backward} computes the vector-Jacobian products
 *
 * <pre>
 *   dx_n = dy_n ∂y_n/∂x_n + dLogDet_n ∂logDet_n/∂x_n             [N, D]
 *   dθ   = Σ_n (dy_n ∂y_n/∂θ + dLogDet_n ∂logDet_n/∂θ)           [P]
 * </pre>
 *
 * <p>Sums run over the batch and are not divided by N: a mean is the business of the loss, in dy and dLogDet.
 *
 * <p>Memory. Matrices are stored column by column, so a half of the coordinates or a layer's weights are views.
 * A result lies in a buffer of the map that gave it, and holds until that map is called again. Between
 * {@code forward} and its {@code backward} a map keeps its input, not a copy of it; the caller leaves it as it
 * is.
 *
 * <p>Precision. The same code runs in float32, in which models are trained, and in float64, in which gradients
 * are checked against finite differences.
 *
 * <p>A new map is one class here and one row in the contract test. A row in {@code architecture.FlowOptions.Kind} makes a flow
 * of it that users can choose.
 *
 * <p>References: Papamakarios, Nalisnick, Rezende, Mohamed, Lakshminarayanan, "Normalizing Flows for
 * Probabilistic Modeling and Inference", JMLR 2021. Each class names the paper of its own map.
 */
@NullMarked
package io.github.lrmfspark.flow;

import org.jspecify.annotations.NullMarked;
