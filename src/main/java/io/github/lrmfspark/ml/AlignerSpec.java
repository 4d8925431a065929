package io.github.lrmfspark.ml;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.architecture.ParameterCount;
import io.github.lrmfspark.data.DomainStandardisation;
import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.Preparation;
import io.github.lrmfspark.data.Standardisation;
import io.github.lrmfspark.flow.Affine;
import io.github.lrmfspark.flow.Bijector;
import io.github.lrmfspark.flow.Chain;
import io.github.lrmfspark.flow.Frozen;
import io.github.lrmfspark.flow.FullLinear;
import io.github.lrmfspark.flow.Inverse;
import io.github.lrmfspark.flow.Partial;
import io.github.lrmfspark.flow.RowMapper;
import io.github.lrmfspark.flow.TransformedDistribution;
import io.github.lrmfspark.objective.Discrepancy;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Matching;
import io.github.lrmfspark.objective.MaximumLikelihood;
import io.github.lrmfspark.storage.FloatBytes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All of an aligner but its trained numbers. T and p work on the k leading directions of the learnt coordinates of standardised
 * vectors; on raw ones T is
 *
 * <pre>
 *   T_raw = standardise_B⁻¹ ∘ frame⁻¹ ∘ [T | id] ∘ start ∘ standardise_A
 * </pre>
 *
 * with T's flat parameter vector, since all else is fixed. The frame takes standardised target vectors to coordinates of which the
 * first k are the leading ones, the start takes standardised source vectors there, and T leaves the others where they are. Without
 * them, k is all and T works on standardised vectors. Constant coordinates stay where they are throughout.
 *
 * <p>Every loss is of rows as {@link #preparation} makes them, [N, k].
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
 * @param directions k; null where T and p work on all learnt coordinates
 * @param frame the numbers of the {@link FullLinear} map that is the frame, likewise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AlignerSpec(
        FlowOptions flow,
        int dimension,
        long seed,
        Standardisation source,
        Standardisation target,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) int[] constant,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) byte[] start,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer directions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) byte[] frame)
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
     * @param directions null, or at least as many as the flow works for and fewer than are learnt
     * @param frame of as many numbers as the frame has, all finite; kept, not copied; null for none
     * @throws IllegalArgumentException if they cannot, or the numbers are more than an array holds
     */
    public AlignerSpec {
        constant = Objects.requireNonNullElseGet(constant, () -> new int[0]);
        start = Objects.requireNonNullElseGet(start, () -> new byte[0]);
        frame = Objects.requireNonNullElseGet(frame, () -> new byte[0]);
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
        requireDirections(directions, flow, learnt);
        requireNumbers("start", start, learnt);
        requireNumbers("frame", frame, learnt);
        requireStandardisation(source, dimension);
        requireStandardisation(target, dimension);
        int trained = Objects.requireNonNullElse(directions, learnt);
        if (count(flow, trained) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Expected flows of at most " + Integer.MAX_VALUE
                    + " trained numbers; found more: " + flow + " for vectors of length " + trained);
        }
    }

    /** An aligner of two sets whose coordinates have these means and deviations, by flows of all learnt coordinates. */
    static AlignerSpec of(FlowOptions flow, long seed, Marginals source, Marginals target) {
        return of(flow, Integer.MAX_VALUE, seed, source, target);
    }

    /** The same by flows of so many leading directions, or of all learnt coordinates where there are no more. */
    static AlignerSpec of(FlowOptions flow, int directions, long seed, Marginals source, Marginals target) {
        DomainStandardisation by = flow.image() == null
                ? DomainStandardisation.of(source, target)
                : DomainStandardisation.ofImages(source, target);
        int learnt = source.dimension() - by.constant().length;
        return new AlignerSpec(
                flow,
                source.dimension(),
                seed,
                by.source(),
                by.target(),
                by.constant(),
                new byte[0],
                directions < learnt ? Integer.valueOf(directions) : null,
                new byte[0]);
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

    private static void requireDirections(@Nullable Integer directions, FlowOptions flow, int learnt) {
        boolean some = directions == null
                || (directions >= flow.kind().leastDimension() && directions < learnt && flow.image() == null);
        if (!some) {
            throw new IllegalArgumentException("Expected directions from "
                    + flow.kind().leastDimension() + " to " + (learnt - 1) + " of " + learnt
                    + " for the flow " + flow.kind().label() + ", and none of images; found " + directions);
        }
    }

    private static void requireNumbers(String name, byte[] bytes, int learnt) {
        if (bytes.length > 0) {
            float[] numbers = FloatBytes.read(bytes);
            int expected = FullLinear.of(learnt).parameterSpec().size();
            if (bytes.length != Float.BYTES * expected || FloatBytes.firstNotFinite(numbers) >= 0) {
                throw new IllegalArgumentException("Expected a " + name + " of " + expected + " finite numbers; found "
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
     * The same with another start, and a frame where T works on leading directions.
     *
     * @param numbers of a {@link FullLinear} map of the learnt coordinates of standardised vectors; empty for none
     * @param ofFrame likewise
     */
    AlignerSpec startingAt(float[] numbers, float[] ofFrame) {
        return new AlignerSpec(
                flow,
                dimension,
                seed,
                source,
                target,
                constant,
                FloatBytes.of(numbers),
                directions,
                FloatBytes.of(ofFrame));
    }

    /** How raw rows of the learnt coordinates become what T and p work on. */
    Preparation preparation() {
        return new Preparation(standardisation().ofLearnt(), maker(start), maker(frame), flowDimension());
    }

    private RowMapper.@Nullable Maker maker(byte[] numbers) {
        return numbers.length == 0 ? null : new RowMapper.Maker(fixed(numbers), new float[0]);
    }

    private Bijector fixed(byte[] numbers) {
        return Frozen.of(FullLinear.of(learntDimension()), FloatBytes.read(numbers));
    }

    /** How vectors are brought to what T and p work on. */
    DomainStandardisation standardisation() {
        return new DomainStandardisation(source, target, constant);
    }

    /** {@return how many coordinates are learnt, D less the constant ones} */
    public int learntDimension() {
        return dimension - constant.length;
    }

    /** {@return how many numbers of a prepared row T and p work on: k, or all learnt coordinates} */
    public int flowDimension() {
        return Objects.requireNonNullElseGet(directions, this::learntDimension);
    }

    /** How many numbers T and p have, counted before either is built. */
    long parameters() {
        return ParameterCount.ofTransform(flow, flowDimension()) + ParameterCount.ofDensity(flow, flowDimension());
    }

    /** How many numbers a private density of A and one of B have. */
    long privateParameters() {
        return 2 * ParameterCount.ofDensity(flow, flowDimension());
    }

    /** The loss of T and p on prepared rows. */
    LogLikelihoodRatio loss() {
        return LogLikelihoodRatio.of(transform(), density());
    }

    /** The same with T's first layer in place of T. */
    LogLikelihoodRatio affineLoss() {
        return LogLikelihoodRatio.of(Flows.firstLayer(flowDimension()), density());
    }

    /** The loss of a density of A and one of B, both of the family of p, on prepared rows. */
    MaximumLikelihood privateLoss() {
        return MaximumLikelihood.of(density(), density());
    }

    /** The discrepancy of T and the target on prepared rows. */
    Matching matching(Discrepancy discrepancy) {
        return new Matching(transform(), discrepancy);
    }

    /** T on raw vectors of the learnt coordinates, with the same parameters. */
    Bijector learntTransform() {
        DomainStandardisation learnt = standardisation().ofLearnt();
        return Chain.of(
                standardise(learnt.source()),
                started(),
                standardise(learnt.target()).inverse());
    }

    /** T on whole raw vectors. Its parameters are the first ones of the flat vector. */
    Bijector rawTransform() {
        Bijector learnt = started();
        Bijector map =
                constant.length == 0 ? learnt : Flows.on(standardisation().learnt(), learnt, dimension);
        return Chain.of(standardise(source), map, standardise(target).inverse());
    }

    /** T on standardised vectors of the learnt coordinates. */
    private Bijector started() {
        List<Bijector> parts = new ArrayList<>();
        if (start.length > 0) {
            parts.add(fixed(start));
        }
        parts.add(directions == null ? transform() : Partial.of(transform(), learntDimension()));
        if (frame.length > 0) {
            parts.add(Inverse.of(fixed(frame)));
        }
        return Chain.of(parts);
    }

    private Bijector transform() {
        return Flows.transform(flow, flowDimension(), seed);
    }

    private TransformedDistribution density() {
        return Flows.density(flow, flowDimension(), seed);
    }

    private static Affine standardise(Standardisation domain) {
        return Affine.standardise(domain.mean(), domain.scale());
    }
}
