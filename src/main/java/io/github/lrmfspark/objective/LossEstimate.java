package io.github.lrmfspark.objective;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.Parameters;
import java.util.List;

/**
 * Each term of a loss over a fixed set of pairs, with its standard error: mean and s / √n in nats per pair, s the sample
 * standard deviation over pairs.
 */
public final class LossEstimate {
    private final List<String> names;
    private final double[] mean;
    private final double[] standardError;
    private final int pairs;

    private LossEstimate(List<String> names, double[] mean, double[] standardError, int pairs) {
        this.names = names;
        this.mean = mean;
        this.standardError = standardError;
        this.pairs = pairs;
    }

    public List<String> names() {
        return names;
    }

    public double mean(String name) {
        return mean[names.indexOf(name)];
    }

    public double standardError(String name) {
        return standardError[names.indexOf(name)];
    }

    /** How many pairs it was taken over. */
    public int pairs() {
        return pairs;
    }
}
