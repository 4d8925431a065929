package io.github.lrmfspark.objective;

import java.util.List;

/**
 * Each term of a loss over a fixed set of pairs: its mean, and its standard error s / √n, with s the sample standard
 * deviation over the n pairs. In nats per pair.
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

    public List<String> names() {
        return means.names();
    }

    public double mean(String name) {
        return means.value(name);
    }

    /** The means of all terms. */
    public LossTerms means() {
        return means;
    }

    public double standardError(String name) {
        return standardErrors.value(name);
    }

    /** How many pairs it was taken over. */
    public int pairs() {
        return pairs;
    }
}
