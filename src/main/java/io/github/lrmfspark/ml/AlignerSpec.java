package io.github.lrmfspark.ml;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.architecture.ParameterCount;
import io.github.lrmfspark.data.DomainStandardisation;
import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.flow.Affine;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.Frozen;
import io.github.lrmfspark.flow.FullLinear;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.objective.Discrepancy;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Matching;
import io.github.lrmfspark.objective.MaximumLikelihood;
import io.github.lrmfspark.storage.FloatBytes;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All of an aligner but its trained numbers. T and p work on the learnt coordinates of standardised vectors; on raw ones they are
 *
 * <pre>
 *   T_raw = standardise_B⁻¹ ∘ T ∘ standardise_A,   p_raw(x) = p(standardise_B(x)) · |det ∂standardise_B/∂x|
 * </pre>
 *
 * with the same flat parameter vector, since a standardisation has none of its own. T leaves constant coordinates where they
 * are, and every loss is of the learnt ones alone: it takes rows and gives likelihoods of these.
 *
 * @param flow which flows T and p are
 * @param dimension D
 * @param seed draws the flows' permutations
 * @param source standardisation of A
 * @param target standardisation of B
 * @param constant the coordinates that T does not learn, ascending, as {@link DomainStandardisation} has them; null stands for
 *     none, as in models saved before there were any. Not to be changed
 * @param start the numbers of the {@link FullLinear} map that T begins with and that is not trained, as {@link FloatBytes} has
 *     them; empty, or null, where there is none. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AlignerSpec(
        FlowOptions flow,
        int dimension,
        long seed,
        Standardisation source,
        Standardisation target,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) int[] constant,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) byte[] start)
        implements Serializable {

    /**
     * Checks that these can be of one aligner.
     *
     * @param flow which flows T and p are
     * @param dimension D
     * @param seed draws the flows' permutations
     * @param source standardisation of A, of D coordinates
     * @param target standardisation of B, of D coordinates
     * @param constant the coordinates that T does not learn, ascending; kept, not copied; null for none
     * @param start of as many numbers as the start has, all finite; kept, not copied; null for none
     * @throws IllegalArgumentException if they cannot, or the numbers are more than an array holds
     */
    public AlignerSpec {
        constant = Objects.requireNonNullElseGet(constant, () -> new int[0]);
        start = Objects.requireNonNullElseGet(start, () -> new byte[0]);
        requireSome(constant, dimension);
        int learnt = dimension - constant.length;
        if (learnt < flow.kind().leastDimension()) {
            throw new IllegalArgumentException("Expected "
                    + flow.kind().leastDimension() + " coordinates or more that vary for the flow "
                    + flow.kind().label() + "; found " + learnt + " of " + dimension);
        }
        if (flow.image() != null && flow.image().dimension() != learnt) {
            throw new IllegalArgumentException(
                    "Expected images of " + learnt + " numbers; found the shape " + flow.image());
        }
        requireStart(start, learnt);
        requireStandardisation(source, dimension);
        requireStandardisation(target, dimension);
        if (count(flow, learnt) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Expected flows of at most " + Integer.MAX_VALUE
                    + " trained numbers; found more: " + flow + " for vectors of length " + learnt);
        }
    }

    /** An aligner of two sets whose coordinates have these means and deviations. */
    static AlignerSpec of(FlowOptions flow, long seed, Marginals source, Marginals target) {
        DomainStandardisation by = flow.image() == null
                ? DomainStandardisation.of(source, target)
                : DomainStandardisation.ofImages(source, target);
        return new AlignerSpec(flow, source.dimension(), seed, by.source(), by.target(), by.constant(), new byte[0]);
    }

    private static void requireSome(int[] coordinates, int dimension) {
        int least = 0;
        for (int j : coordinates) {
            if (j < least || j >= dimension) {
                throw new IllegalArgumentException(
                        "Expected ascending coordinates of " + dimension + "; found " + Arrays.toString(coordinates));
            }
            least = j + 1;
        }
    }

    private static void requireStart(byte[] start, int learnt) {
        if (start.length > 0) {
            float[] numbers = FloatBytes.read(start);
            int expected = FullLinear.of(learnt).parameterSpec().size();
            if (start.length != Float.BYTES * expected || FloatBytes.firstNotFinite(numbers) >= 0) {
                throw new IllegalArgumentException("Expected a start of " + expected + " finite numbers; found "
                        + numbers.length + ", not all of them finite or not so many");
            }
        }
    }

    private static void requireStandardisation(Standardisation domain, int dimension) {
        if (domain.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "Expected a standardisation of " + dimension + " coordinates; found one of " + domain.dimension());
        }
        standardise(domain);
    }

    private static long count(FlowOptions flow, int dimension) {
        try {
            return Math.addExact(
                    ParameterCount.ofTransform(flow, dimension),
                    Math.multiplyExact(2, ParameterCount.ofDensity(flow, dimension)));
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * The same with another start.
     *
     * @param numbers of a {@link FullLinear} map of the learnt coordinates of standardised vectors
     */
    AlignerSpec startingAt(float[] numbers) {
        return new AlignerSpec(flow, dimension, seed, source, target, constant, FloatBytes.of(numbers));
    }

    /** The map that T begins with and that is not trained, on standardised vectors; null where there is none. */
    @Nullable
    Bijector startMap() {
        return start.length == 0 ? null : Frozen.of(FullLinear.of(learntDimension()), FloatBytes.read(start));
    }

    /** The same for rows; null where there is none. */
    RowMapper.@Nullable Maker startMapper() {
        Bijector first = startMap();
        return first == null ? null : new RowMapper.Maker(first, new float[0]);
    }

    /** Standardised rows of the source where T's trained part takes them, [N, D]. */
    PackedRows started(PackedRows rows) {
        RowMapper.Maker first = startMapper();
        return first == null ? rows : rows.mappedBy(first.open());
    }

    private Bijector started(Bijector map) {
        Bijector first = startMap();
        return first == null ? map : Chain.of(first, map);
    }

    /** How vectors are brought to what T and p work on. */
    DomainStandardisation standardisation() {
        return new DomainStandardisation(source, target, constant);
    }

    /** {@return how many coordinates are learnt, D less the constant ones} */
    public int learntDimension() {
        return dimension - constant.length;
    }

    /** How many numbers T and p have, counted before either is built. */
    long parameters() {
        return ParameterCount.ofTransform(flow, learntDimension()) + ParameterCount.ofDensity(flow, learntDimension());
    }

    /** How many numbers a private density of A and one of B have. */
    long privateParameters() {
        return 2 * ParameterCount.ofDensity(flow, learntDimension());
    }

    /** The loss of T and p on standardised vectors, which is trained. */
    LogLikelihoodRatio standardised() {
        return LogLikelihoodRatio.of(transform(), density());
    }

    /** The same with T's first layer in place of T. */
    LogLikelihoodRatio standardisedAffine() {
        return LogLikelihoodRatio.of(Flows.firstLayer(learntDimension()), density());
    }

    /** The discrepancy of T and the target on standardised vectors. */
    Matching matching(Discrepancy discrepancy) {
        return new Matching(transform(), discrepancy);
    }

    /** The loss of T and p on raw vectors, which is reported. */
    LogLikelihoodRatio raw() {
        return raw(transform());
    }

    /** The same with T's first layer in place of T. */
    LogLikelihoodRatio rawAffine() {
        return raw(Flows.firstLayer(learntDimension()));
    }

    /** The loss of a density of A and one of B, both of the family of p, on standardised vectors. */
    MaximumLikelihood standardisedPrivate() {
        return MaximumLikelihood.of(density(), density());
    }

    /** The loss of a density of A and one of B, both of the family of p, on raw vectors. */
    MaximumLikelihood rawPrivate() {
        DomainStandardisation learnt = standardisation().ofLearnt();
        Bijector ofSource = standardise(learnt.source());
        return MaximumLikelihood.of(
                density().after(startMap() == null ? ofSource : Chain.of(ofSource, startMap())),
                density().after(standardise(learnt.target())));
    }

    /** T on whole raw vectors. Its parameters are the first ones of the flat vector. */
    Bijector rawTransform() {
        Bijector learnt = started(transform());
        Bijector map =
                constant.length == 0 ? learnt : Flows.on(standardisation().learnt(), learnt, dimension);
        return raw(map, standardise(source), standardise(target));
    }

    private LogLikelihoodRatio raw(Bijector map) {
        DomainStandardisation learnt = standardisation().ofLearnt();
        Affine ofTarget = standardise(learnt.target());
        return LogLikelihoodRatio.of(
                raw(started(map), standardise(learnt.source()), ofTarget),
                density().after(ofTarget));
    }

    private static Bijector raw(Bijector map, Affine ofSource, Affine ofTarget) {
        return Chain.of(ofSource, map, ofTarget.inverse());
    }

    private Bijector transform() {
        return Flows.transform(flow, learntDimension(), seed);
    }

    private TransformedDistribution density() {
        return Flows.density(flow, learntDimension(), seed);
    }

    private static Affine standardise(Standardisation domain) {
        return Affine.standardise(domain.mean(), domain.scale());
    }
}
