package io.github.lrmfspark.architecture;

import io.github.lrmfspark.flow.AffineCoupling;
import io.github.lrmfspark.flow.ImageShape;
import io.github.lrmfspark.flow.SplineCoupling;
import io.github.lrmfspark.kernel.Kernels;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which flows T and p are, and how large.
 *
 * @param kind the family
 * @param couplings the number of couplings in T and again in p; an affine flow has none and ignores it
 * @param hidden the width of each hidden layer of a coupling's network
 * @param hiddenLayers the number of hidden layers of a coupling's network
 * @param image what image a vector holds, for a Glow of convolutions, which has so many couplings on each of its levels and
 *     {@code hidden} filters; null where vectors are vectors
 */
public record FlowOptions(
        Kind kind,
        int couplings,
        int hidden,
        int hiddenLayers,
        @Nullable ImageShape image) implements Serializable {

    /** The families of flows, one row for each. */
    public enum Kind {
        /** Affine couplings with a full linear layer before every pair. */
        REAL_NVP("realnvp", CouplingFlow.ofPairs(AffineCoupling::of, AffineCoupling.SCALE_AND_SHIFT)),
        /** The same with a full linear layer before every coupling; of images, one of convolutions. */
        GLOW("glow", new GlowFlow()),
        /** A continuous flow, which follows a vector field. */
        FFJORD("ffjord", new FfjordFlow()),
        /** RealNVP's with couplings of rational-quadratic splines. */
        SPLINE("spline", CouplingFlow.ofPairs(SplineCoupling::of, Kernels.SPLINE_NUMBERS)),
        /** One full affine map, and a Gaussian with full covariance: matches means and covariances. */
        AFFINE("affine", new AffineFlow());

        private final String label;

        @SuppressWarnings("ImmutableEnumChecker") // an architecture has no state
        private final Architecture architecture;

        Kind(String label, Architecture architecture) {
            this.label = label;
            this.architecture = architecture;
        }

        /** {@return the name that users write} */
        public String label() {
            return label;
        }

        /** {@return the smallest D that it works for} */
        public int leastDimension() {
            return architecture.leastDimension();
        }

        /** {@return whether T could tear structure; if not it needs no slow rate, affine start, sliced term or polish} */
        public boolean bends() {
            return architecture.bends();
        }

        /** How it puts T and p together. */
        Architecture architecture() {
            return architecture;
        }

        private static String labels(Predicate<Kind> which, String between) {
            return Arrays.stream(values()).filter(which).map(Kind::label).collect(Collectors.joining(between));
        }

        /**
         * {@return the kind of a label}
         *
         * @param label in any case
         * @throws IllegalArgumentException if there is none
         */
        public static Kind of(String label) {
            return Arrays.stream(values())
                    .filter(k -> k.label.equals(label.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Expected one of " + labels(kind -> true, ", ") + "; found " + label));
        }
    }

    /** Hidden layers of all networks together: more of them, one after another, are computed in no time that anyone waits for. */
    private static final int MOST_LAYERS = 10_000;

    /**
     * Checks the options.
     *
     * @param kind the family
     * @param couplings at least 1
     * @param hidden at least 1
     * @param hiddenLayers at least 1; those of all networks together are at most 10,000
     * @param image of even height and width, for a family that takes images; null where vectors are vectors
     * @throws IllegalArgumentException if a number or the image is not so
     */
    public FlowOptions {
        Objects.requireNonNull(kind);
        if (couplings < 1 || hidden < 1 || hiddenLayers < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one coupling, one hidden unit and one hidden layer; found " + couplings + ", "
                            + hidden + " and " + hiddenLayers);
        }
        if (kind.architecture.networks(couplings) * hiddenLayers > MOST_LAYERS) {
            throw new IllegalArgumentException("Expected at most " + MOST_LAYERS
                    + " hidden layers in all couplings together; found " + couplings + " couplings and " + hiddenLayers
                    + " hidden layers in each");
        }
        if (image != null && !kind.architecture.takesImages()) {
            throw new IllegalArgumentException("Expected the flow "
                    + Kind.labels(k -> k.architecture.takesImages(), " or ") + " for images; found " + kind.label());
        }
        if (image != null && !image.squeezes()) {
            throw new IllegalArgumentException("Expected images of even height and width; found " + image);
        }
    }

    /**
     * Flows of vectors.
     *
     * @param kind the family
     * @param couplings at least 1
     * @param hidden at least 1
     * @param hiddenLayers at least 1; those of all networks together are at most 10,000
     * @throws IllegalArgumentException if a number is not so
     */
    public FlowOptions(Kind kind, int couplings, int hidden, int hiddenLayers) {
        this(kind, couplings, hidden, hiddenLayers, null);
    }
}
