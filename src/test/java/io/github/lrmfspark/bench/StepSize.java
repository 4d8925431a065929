package io.github.lrmfspark.bench;

import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.FlowOptions.Kind;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import java.util.SplittableRandom;

/** The size of a training step: D, couplings in T and again in S, the width of their two hidden layers, and pairs. */
record StepSize(int dimension, int couplings, int hidden, int batch) {
    Objective objective() {
        return LogLikelihoodRatio.of(Flows.transform(flow(), dimension, 1), Flows.density(flow(), dimension, 1));
    }

    /** How many numbers T has. */
    long transformParameters() {
        return Flows.transform(flow(), dimension, 1).parameterSpec().size();
    }

    private FlowOptions flow() {
        return new FlowOptions(Kind.REAL_NVP, couplings, hidden, 2);
    }

    /** The pairs of one step. */
    DomainRows rows() {
        return new DomainRows(gaussian(1), gaussian(2));
    }

    private PackedRows gaussian(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[batch * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return PackedRows.of(dimension, values);
    }

    @Override
    public String toString() {
        return "D " + dimension + ", " + couplings + " + " + couplings + " couplings of " + hidden + ", batch " + batch;
    }
}
