package io.github.lrmfspark.bench;

import static org.assertj.core.util.introspection.PropertyOrFieldSupport.EXTRACTION;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.data.DomainRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Permute;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The size of a training step: D, couplings in T and again in p, the width of their two hidden layers, and pairs. */
record StepSize(int dimension, int couplings, int hidden, int batch) {
    Objective objective() {
        return LogLikelihoodRatio.of(transform(), density());
    }

    private Bijector transform() {
        return Flows.transform(flow(), dimension, 1);
    }

    private TransformedDistribution density() {
        return Flows.density(flow(), dimension, 1);
    }

    /** How many numbers T has. */
    long transformParameters() {
        return transform().parameterSpec().size();
    }

    /** The permutations in T and then in p, which no parameter tells. */
    List<int[]> permutations() {
        return Stream.of(transform(), density().bijector())
                .flatMap(chain -> ((List<?>) EXTRACTION.getValueOf("parts", chain)).stream())
                .filter(Permute.class::isInstance)
                .map(permute -> (int[]) EXTRACTION.getValueOf("order", permute))
                .toList();
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
