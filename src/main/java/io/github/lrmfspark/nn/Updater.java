package io.github.lrmfspark.nn;

import java.io.Serializable;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** How the parameters follow the gradient. Each model m has a learning rate r_m, which falls to 0 as a cosine. */
public sealed interface Updater extends Serializable {

    /**
     * Adam, with the decay of the mean of gradients and of the mean of their squares.
     *
     * <p>Reference: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015.
     *
     * @param beta1 of the gradients, at least 0 and below 1; a game such as a GAN asks for less than the usual 0.9
     * @param beta2 of their squares, at least 0 and below 1
     */
    record Adam(double beta1, double beta2) implements Updater {
        /** β 0.9 and 0.999. */
        public static final Adam USUAL = new Adam(0.9, 0.999);

        public Adam {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
                throw new IllegalArgumentException(
                        "Expected both decays at least 0 and below 1; found " + beta1 + " and " + beta2);
            }
        }
    }

    /**
     * Plain gradient descent, with a step that follows from how far the loss of the minibatch is above a lower bound:
     *
     * <pre>
     *   γ_m = min(r_m, max(0, L − L*) / (c ‖g‖² + 1e-12))
     * </pre>
     *
     * <p>g is the gradient in all models together, and the learning rate is the largest step.
     *
     * <p>Reference: Loizou, Vaswani, Laradji, Lacoste-Julien, "Stochastic Polyak step-size for SGD", AISTATS 2021, SPS_max.
     *
     * @param lowerBound L*, in nats per pair: −c of the private fits for a log-likelihood ratio
     * @param c above 0: ½ for the best rate where the loss is strongly convex, 1 or more where it is not convex
     */
    record Polyak(
            @JsonProperty("lowerBound") double lowerBound,
            @JsonProperty("c") double c) implements Updater {
        private static final double EPSILON = 1e-12;

        public Polyak {
            if (!Double.isFinite(lowerBound) || !(c > 0 && c < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "Expected a finite lower bound and c above 0; found " + lowerBound + " and " + c);
            }
        }

        /** The step without its upper limit, for a loss and the squared norm of its gradient. */
        double step(double loss, double squaredNorm) {
            return Math.max(0, loss - lowerBound) / (c * squaredNorm + EPSILON);
        }
    }
}
