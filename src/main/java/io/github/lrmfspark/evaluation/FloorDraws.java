package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.Subsample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of draws of the target's rows b [·, D], one as if it were a source, so that a figure of both is what chance alone leaves
 * between two sets of one distribution, of as many rows as those that are compared.
 *
 * <p>With h = 1/n + 1/m for sets of n and m rows: where there are n + m rows of the target, draws are disjoint and of n and
 * m rows. Where there are fewer, disjoint draws come as near to h as they can, which is enough for figures whose mean does
 * not depend on row counts; draws with replacement are of n and m rows, and their quantiles differ as those of fresh rows do,
 * whether they fall with h or with √h. Moments are those of halves, and their differences are scaled by √h, which is exact
 * in the mean of their squares.
 *
 * <p>References: Bickel, Freedman, "Some asymptotic theory for the bootstrap", Annals of Statistics 9, 1981; Politis, Romano,
 * "Large sample confidence regions based on subsamples under minimal assumptions", Annals of Statistics 22, 1994.
 */
public final class FloorDraws {
    /** How often a figure of rows is drawn. */
    private static final int MOST_DRAWS = 16;
    /** How often a figure of moments is drawn where D is large. */
    private static final int LEAST_DRAWS = 4;
    /** What D³ times the draws of moments come to at most, where they are more than the least. */
    private static final double WORK = 0x1p31;

    private final Sample rows;
    private final int ofSource;
    private final int ofTarget;
    private final Moments target;
    private final double inverseRows;
    private final long seed;
    private @Nullable List<Moments[]> halves;

    private FloorDraws(Sample rows, AlignedSamples compared, long seed) {
        this.rows = rows;
        this.ofSource = compared.source().rows().rows();
        this.ofTarget = compared.target().rows().rows();
        this.target = compared.targetMoments();
        this.inverseRows = 1.0 / compared.mappedMoments().rows() + 1.0 / target.rows();
        this.seed = seed;
    }

    /**
     * {@return draws for the floor of a comparison}
     *
     * @param rows of the target, at least those that are compared; more than n + m are of no use
     * @param compared says n and m, and of how many rows the moments are
     * @param seed settles the draws: equal seeds give equal ones
     */
    public static FloorDraws of(Sample rows, AlignedSamples compared, long seed) {
        return new FloorDraws(rows, compared, seed);
    }

    /** How many rows there are to draw of. */
    int rows() {
        return rows.rows().rows();
    }

    /** How many rows the smaller set has of those that are compared, min(n, m). */
    int smaller() {
        return Math.min(ofSource, ofTarget);
    }

    /** All rows to draw of, [rows, D]. */
    PackedRows all() {
        return rows.rows();
    }

    /** The moments of all target rows. */
    Moments target() {
        return target;
    }

    /** Two disjoint draws, of n and m rows where there are enough; the first is mapped by the identity. */
    AlignedSamples apart() {
        int[] order = Subsample.of(rows(), rows(), new SplittableRandom(seed));
        int first = enough() ? ofSource : smallerPart();
        int second = enough() ? ofTarget : rows() - first;
        return aligned(Arrays.copyOf(order, first), Arrays.copyOfRange(order, first, first + second));
    }

    /** The share of the rows that gives 1/p + 1/(P − p) = h; a half where even that is more. */
    private int smallerPart() {
        double effective = 1 / (1.0 / ofSource + 1.0 / ofTarget);
        double root = Math.sqrt(Math.max(0, 1 - 4 * effective / rows()));
        int smaller = Math.max(1, (int) Math.round(rows() * (1 - root) / 2));
        return ofSource <= ofTarget ? smaller : rows() - smaller;
    }

    /**
     * Disjoint draws whose second leaves few rows out, so that what is learnt of it is learnt of nearly as many rows as the
     * target has; every row is in the first of one. Where rows are enough, {@link #apart} alone.
     *
     * @param count how many at most
     */
    List<AlignedSamples> folds(int count) {
        if (enough()) {
            return List.of(apart());
        }
        int[] order = Subsample.of(rows(), rows(), new SplittableRandom(seed));
        return IntStream.range(0, Math.min(count, rows()))
                .mapToObj(fold -> aligned(part(order, count, fold, true), part(order, count, fold, false)))
                .toList();
    }

    /** Every row of a fold, or every other one. */
    private static int[] part(int[] order, int count, int fold, boolean inside) {
        return IntStream.range(0, order.length)
                .filter(i -> (i % count == fold) == inside)
                .map(i -> order[i])
                .toArray();
    }

    /** Rows of the target as if they were a source that the identity maps, beside others of them. */
    private AlignedSamples aligned(int[] source, int[] others) {
        return AlignedSamples.unaligned(Subsample.pick(rows, source), Subsample.pick(rows, others));
    }

    /** Whether two disjoint draws of n and m rows can be had. */
    private boolean enough() {
        return rows() >= (long) ofSource + ofTarget;
    }

    /**
     * A figure of two draws: its mean over draws, and between what the next one lies.
     *
     * @param figure of n and of m row numbers
     */
    Estimate ofRows(ToDoubleBiFunction<int[], int[]> figure) {
        return ofRows(figure, ofSource, ofTarget);
    }

    /**
     * The same of draws of other sizes.
     *
     * @param figure of two sets of row numbers
     * @param first how many rows the first draw has, n at most
     * @param second how many rows the second draw has, m at most
     */
    Estimate ofRows(ToDoubleBiFunction<int[], int[]> figure, int first, int second) {
        SplittableRandom random = new SplittableRandom(seed);
        return Estimate.ofDraws(drawn(MOST_DRAWS, () -> {
            if (rows() < (long) first + second) {
                return figure.applyAsDouble(repeating(first, random), repeating(second, random));
            }
            int[] order = Subsample.of(rows(), first + second, random);
            return figure.applyAsDouble(Arrays.copyOf(order, first), Arrays.copyOfRange(order, first, first + second));
        }));
    }

    /** Row numbers with replacement. */
    private int[] repeating(int count, SplittableRandom random) {
        return random.ints(count, 0, rows()).toArray();
    }

    /** The figure of each draw. */
    private static double[] drawn(int count, DoubleSupplier figure) {
        double[] drawn = new double[count];
        Arrays.setAll(drawn, i -> figure.getAsDouble());
        return drawn;
    }

    /**
     * A figure of the moments of two halves, scaled to N source rows and M target rows.
     *
     * @param figure of two moments of D coordinates
     * @param power of 1/N + 1/M, as which the figure falls: ½ for a difference of moments, 1 for its square
     */
    Estimate ofMoments(ToDoubleBiFunction<Moments, Moments> figure, double power) {
        return Estimate.ofDraws(halves().stream()
                .mapToDouble(pair -> {
                    double drawn = 1.0 / pair[0].rows() + 1.0 / pair[1].rows();
                    return figure.applyAsDouble(pair[0], pair[1]) * Math.pow(inverseRows / drawn, power);
                })
                .toArray());
    }

    /** Moments of both halves of the rows, anew divided each time; as often as {@link #WORK} allows for D³ a draw. */
    private List<Moments[]> halves() {
        if (halves == null) {
            SplittableRandom random = new SplittableRandom(seed);
            double draws = WORK / Math.pow(rows.rows().dimension(), 3);
            int count = (int) Math.min(MOST_DRAWS, Math.max(LEAST_DRAWS, draws));
            List<Moments[]> pairs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int[] order = Subsample.of(rows(), rows(), random);
                pairs.add(new Moments[] {
                    Moments.of(Subsample.pick(rows.rows(), Arrays.copyOf(order, rows() / 2))),
                    Moments.of(Subsample.pick(rows.rows(), Arrays.copyOfRange(order, rows() / 2, rows())))
                });
            }
            halves = pairs;
        }
        return halves;
    }
}
