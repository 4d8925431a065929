package io.github.lrmfspark.ml;

import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.flow.Affine;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.objective.Discrepancy;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Matching;
import io.github.lrmfspark.objective.MaximumLikelihood;
import java.io.Serializable;

/**
 * All of an aligner but its trained numbers. T and S work on standardised vectors; on raw ones they are
 *
 * <pre>
 *   T_raw = standardise_B⁻¹ ∘ T ∘ standardise_A,   p_raw(x) = p(standardise_B(x)) · |det ∂standardise_B/∂x|
 * </pre>
 *
 * with the same flat parameter vector, since a standardisation has none of its own.
 *
 * @param flow which flows T and S are
 * @param dimension D
 * @param seed draws the flows' permutations
 * @param source standardisation of A
 * @param target standardisation of B
 */
public record AlignerSpec(FlowOptions flow, int dimension, long seed, Standardisation source, Standardisation target)
        implements Serializable {

    /** The loss of T and S on standardised vectors, which is trained. */
    LogLikelihoodRatio standardised() {
        return LogLikelihoodRatio.of(transform(), density());
    }

    /** The same with T's first layer in place of T. */
    LogLikelihoodRatio standardisedAffine() {
        return LogLikelihoodRatio.of(Flows.firstLayer(dimension), density());
    }

    /** The discrepancy of T and the target on standardised vectors. */
    Matching matching(Discrepancy discrepancy) {
        return new Matching(transform(), discrepancy);
    }

    /** The loss of T and S on raw vectors, which is reported. */
    LogLikelihoodRatio raw() {
        return raw(transform());
    }

    /** The same with T's first layer in place of T. */
    LogLikelihoodRatio rawAffine() {
        return raw(Flows.firstLayer(dimension));
    }

    /** The loss of a density of A and one of B, both of the family of S, on standardised vectors. */
    MaximumLikelihood standardisedPrivate() {
        return MaximumLikelihood.of(density(), density());
    }

    /** The loss of a density of A and one of B, both of the family of S, on raw vectors. */
    MaximumLikelihood rawPrivate() {
        return MaximumLikelihood.of(
                density().after(standardise(source)), density().after(standardise(target)));
    }

    /** T on raw vectors. Its parameters are the first ones of the flat vector. */
    Bijector rawTransform() {
        return raw(transform(), standardise(source), standardise(target));
    }

    private LogLikelihoodRatio raw(Bijector map) {
        Affine ofTarget = standardise(target);
        return LogLikelihoodRatio.of(
                raw(map, standardise(source), ofTarget), density().after(ofTarget));
    }

    private static Bijector raw(Bijector map, Affine ofSource, Affine ofTarget) {
        return Chain.of(ofSource, map, ofTarget.inverse());
    }

    private Bijector transform() {
        return Flows.transform(flow, dimension, seed);
    }

    private TransformedDistribution density() {
        return Flows.density(flow, dimension, seed);
    }

    private static Affine standardise(Standardisation domain) {
        return Affine.standardise(domain.mean(), domain.scale());
    }
}
