package io.github.lrmfspark.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the coordinates of two sets are brought to one scale, and which of them a map from one set to the other is not to learn.
 *
 * <p>A coordinate that is constant in the target is not learnt. It is shifted to the target's value, and scaled to the target's
 * deviation as far as that is possible:
 *
 * <pre>
 *   y_j = μ_b + r (x_j − μ_a),   r = σ_b / σ_a, held between 2⁻⁴⁰ and 2²⁰; 1 where σ_a = 0
 * </pre>
 *
 * <p>r stays above 0, so that the map has an inverse, and does not blow up a value that no row had before. A coordinate that is
 * constant in the source alone is learnt: the target's spread can come from other coordinates.
 *
 * @param source of A; μ_a and 1 where a coordinate is not learnt
 * @param target of B; μ_b and r where a coordinate is not learnt
 * @param constant the coordinates that are not learnt, ascending; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DomainStandardisation(Standardisation source, Standardisation target, int[] constant)
        implements Serializable {
    private static final double LEAST_RATIO = 0x1p-40;
    private static final double LARGEST_RATIO = 0x1p20;
    private static final double SHARE_OF_SPREAD = 0x1p-20;

    /** Of two sets whose coordinates can be taken out. */
    public static DomainStandardisation of(Marginals source, Marginals target) {
        int[] constant = target.constant();
        double[] ofSource = source.standardisation().scale();
        double[] ofTarget = target.standardisation().scale();
        for (int j : constant) {
            ofSource[j] = 1;
            ofTarget[j] = ratio(source.deviation()[j], target.deviation()[j]);
        }
        return new DomainStandardisation(
                new Standardisation(source.mean(), ofSource), new Standardisation(target.mean(), ofTarget), constant);
    }

    /**
     * Of two sets of images, whose pixels have neighbours: all are learnt. Those that are constant in the target are scaled by a
     * millionth of what varies, so that nothing of what is learnt there is seen.
     */
    public static DomainStandardisation ofImages(Marginals source, Marginals target) {
        double[] ofTarget = target.standardisation().scale();
        for (int j : target.constant()) {
            ofTarget[j] *= SHARE_OF_SPREAD;
        }
        return new DomainStandardisation(
                source.standardisation(), new Standardisation(target.mean(), ofTarget), new int[0]);
    }

    private static double ratio(double source, double target) {
        return source == 0 ? 1 : Math.max(LEAST_RATIO, Math.min(target / source, LARGEST_RATIO));
    }

    /** The coordinates that are learnt, ascending. */
    public int[] learnt() {
        return IntStream.range(0, source.dimension())
                .filter(j -> Arrays.binarySearch(constant, j) < 0)
                .toArray();
    }

    /** The same of the learnt coordinates alone. */
    public DomainStandardisation ofLearnt() {
        int[] learnt = learnt();
        return new DomainStandardisation(source.of(learnt), target.of(learnt), new int[0]);
    }
}
