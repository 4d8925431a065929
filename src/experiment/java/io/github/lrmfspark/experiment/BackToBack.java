package io.github.lrmfspark.experiment;

import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.Inverse;
import io.github.lrmfspark.flow.TransformedDistribution;

/**
 * Two flows back to back: T = F_B⁻¹ ∘ F_A, where F_A and F_B are the maps of a density of either domain to their latents.
 *
 * <p>The parameters of T are those of the densities, one after the other. So private fits of both are such a T, and equal
 * numbers in both are the identity.
 *
 * <p>References: Usman, Sud, Dufour, Saenko, "Log-Likelihood Ratio Minimizing Flows", NeurIPS 2020.
 */
public final class BackToBack {
    private BackToBack() {}

    /**
     * {@return T}
     *
     * @param source density of A, whose map is F_A
     * @param target density of B, whose map is F_B
     * @throws IllegalArgumentException if their dimensions differ
     */
    public static Bijector of(TransformedDistribution source, TransformedDistribution target) {
        return Chain.of(source.bijector(), Inverse.of(target.bijector()));
    }

    /**
     * The start from the identity, where both flows are of one architecture: the second begins with the numbers of the first.
     *
     * @param initial starting parameters [P], those of T first; only read
     * @param transform how many numbers T has, those of both flows
     * @return a new vector [P]
     */
    public static float[] identity(float[] initial, int transform) {
        float[] alike = initial.clone();
        System.arraycopy(initial, 0, alike, transform / 2, transform / 2);
        return alike;
    }

    /**
     * The start from private models, each fitted before to a domain of its own.
     *
     * @param initial starting parameters [P], those of T first; only read
     * @param fitted the numbers of both flows, as a maximum likelihood fit gives them; they replace the first of
     *     {@code initial}
     * @return a new vector [P]
     */
    public static float[] fitted(float[] initial, float[] fitted) {
        float[] started = initial.clone();
        System.arraycopy(fitted, 0, started, 0, fitted.length);
        return started;
    }
}
