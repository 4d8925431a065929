package io.github.lrmfspark.objective;

import java.util.List;

/**
 * Each term of a loss over a fixed set of pairs: its mean, and its standard error s / √n, with s the sample
 * standard deviation over the n pairs. In nats per pair.
 *
 * <p>The error is that of taking n pairs and not all there are. It says nothing of how well T and p were
 * fitted.
 */
public final class LossEstimate {
    private final LossTerms means;
    private final LossTerms standardErrors;
    private final int pairs;

    LossEstimate(LossTerms means, LossTerms standardErrors, int pairs) {
        this.means = means;
        this.standardErrors = standardErrors;
        this.pairs = pairs;
    }

    /** {@return the terms' names, the total last} */
    public List<String> names() {
        return means.names();
    }

    /**
     * The mean of one term.
     *
     * @param name of the term
     * @return its mean, in nats per pair
     * @throws IllegalArgumentException if there is no such term
     */
    public double mean(String name) {
        return means.value(name);
    }

    /** {@return the means of all terms, in nats per pair} */
    public LossTerms means() {
        return means;
    }

    /**
     * The standard error of one term.
     *
     * @param name of the term
     * @return s / √n, in nats per pair; 0 for a single pair, of which nothing is known
     * @throws IllegalArgumentException if there is no such term
     */
    public double standardError(String name) {
        return standardErrors.value(name);
    }

    /** {@return n, how many pairs it was taken over} */
    public int pairs() {
        return pairs;
    }
}
