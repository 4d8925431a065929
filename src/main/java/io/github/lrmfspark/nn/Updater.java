package io.github.lrmfspark.nn;

import java.io.Serializable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * How the parameters θ follow the gradient g. Each model m of the objective has a learning rate r_m, which falls to 0
 * by {@link CosineSchedule}. Immutable; it goes to the workers with the network's configuration.
 */
public sealed interface Updater extends Serializable {

    /**
     * Adam, by DL4J's updater. With t = 1, 2, … the number of the step:
     *
     * <pre>
     *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
     *   θ ← θ − r_m · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + 1e-8)
     * </pre>
     *
     * <p>Its state is m and v of every parameter, 2 P numbers in all.
     *
     * <p>Reference: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015.
     *
     * @param beta1 β₁, the decay of the mean of gradients, at least 0 and below 1; a game such as a GAN asks for less
     *     than the usual 0.9
     * @param beta2 β₂, the decay of the mean of their squares, at least 0 and below 1
     */
    record Adam(double beta1, double beta2) implements Updater {
        /** β₁ = 0.9 and β₂ = 0.999, as the paper proposes. */
        public static final Adam USUAL = new Adam(0.9, 0.999);

        /**
         * Checks both decays.
         *
         * @param beta1 β₁
         * @param beta2 β₂
         * @throws IllegalArgumentException if one is below 0, not below 1, or not a number
         */
        public Adam {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
                throw new IllegalArgumentException(
                        "Expected both decays at least 0 and below 1; found " + beta1 + " and " + beta2);
            }
        }
    }

    /**
     * Plain gradient descent, θ_m ← θ_m − γ_m g_m, with a step that follows from how far the loss L of the minibatch is
     * above a lower bound L*:
     *
     * <pre>
     *   γ_m = min(r_m, max(0, L − L*) / (c ‖g‖² + 1e-12))
     * </pre>
     *
     * <p>g is the gradient in all models together, and the learning rate is the largest step. A loss at or below the
     * bound moves nothing. The state is one number a parameter, which stays without effect: workers' averages and
     * checkpoints expect a state.
     *
     * <p>Reference: Loizou, Vaswani, Laradji, Lacoste-Julien, "Stochastic Polyak step-size for SGD", AISTATS 2021,
     * SPS_max.
     *
     * @param lowerBound L*, finite, in nats per pair: for a log-likelihood ratio the negative of the constant that the
     *     private fits give
     * @param c above 0: ½ for the best rate where the loss is strongly convex, 1 or more where it is not convex
     */
    record Polyak(
            @JsonProperty("lowerBound") double lowerBound,
            @JsonProperty("c") double c) implements Updater {
        private static final double EPSILON = 1e-12;

        /**
         * Checks both numbers.
         *
         * @param lowerBound L*
         * @param c the factor of ‖g‖²
         * @throws IllegalArgumentException if the bound is not finite, or c is not above 0 and finite
         */
        public Polyak {
            if (!Double.isFinite(lowerBound) || !(c > 0 && c < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "Expected a finite lower bound and c above 0; found " + lowerBound + " and " + c);
            }
        }

        /**
         * The step without its upper limit: max(0, L − L*) / (c ‖g‖² + 1e-12).
         *
         * @param loss L, in nats per pair
         * @param squaredNorm ‖g‖² over all models
         */
        double step(double loss, double squaredNorm) {
            return Math.max(0, loss - lowerBound) / (c * squaredNorm + EPSILON);
        }
    }
}
