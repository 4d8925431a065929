package io.github.lrmfspark.real;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.AffineMap;
import io.github.lrmfspark.statistics.Subsample;
import io.github.lrmfspark.statistics.SymmetricEigen;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A source and a target set, and where it is known what each source row is to become.
 *
 * <p>The judged rows are a fixed choice of the source. Known pairs are of the others alone, so that no map is judged by pairs that
 * it was given.
 *
 * @param name in the table of {@link RealSets}
 * @param draw which rows of all that there are
 * @param source a, [N, D]
 * @param target b, [M, D]
 * @param truth what a is to become, [N, D], row for row; null where that is not known
 */
record RealSet(
        String name,
        String draw,
        Sample source,
        Sample target,
        @Nullable PackedRows truth) {
    /** Source rows that are judged at most; three quarters of the rows where these are fewer. */
    static final int JUDGED = 3_000;

    private static final long SEED = 1;
    /** Of every so many labels one is rare in a thinned target, and of its rows one in so many stays. */
    private static final int RARE = 3;

    private static final int LEFT = 4;

    RealSet {
        if (truth != null && truth.rows() != source.rows().rows()) {
            throw new IllegalArgumentException(
                    "Expected a true image for each row of " + source + "; found " + truth + " in the set " + name);
        }
    }

    /** The numbers of the judged rows. */
    int[] judged() {
        return Arrays.copyOf(order(), judgedRows());
    }

    /** The numbers of all others, in random order. */
    int[] others() {
        return Arrays.copyOfRange(order(), judgedRows(), source.rows().rows());
    }

    private int judgedRows() {
        return Math.min(JUDGED, source.rows().rows() * 3 / 4);
    }

    private int[] order() {
        int rows = source.rows().rows();
        return Subsample.of(rows, rows, new SplittableRandom(SEED));
    }

    /** The first rows of either side. */
    RealSet first(int rows) {
        return slice(0, rows);
    }

    /** The rows from one number to another, excluded, of either side, or as many of them as there are. */
    RealSet slice(int from, int to) {
        return new RealSet(
                name,
                draw,
                slice(source, from, to),
                slice(target, from, to),
                truth == null ? null : truth.slice(from, Math.min(to, truth.rows())));
    }

    private static Sample slice(Sample sample, int from, int to) {
        return Subsample.pick(
                sample,
                IntStream.range(from, Math.min(to, sample.rows().rows())).toArray());
    }

    /** The rows of labels of even number in the source, and of the others in the target. */
    RealSet ofOtherLabels() {
        int[] even = withLabels(source, 0);
        return new RealSet(
                name,
                draw,
                Subsample.pick(source, even),
                Subsample.pick(target, withLabels(target, 1)),
                truth == null ? null : Subsample.pick(truth, even));
    }

    private static int[] withLabels(Sample sample, int parity) {
        return IntStream.range(0, sample.labels().length)
                .filter(row -> sample.labels()[row] % 2 == parity)
                .toArray();
    }

    /** The source with a share of the rows of the first half of its labels. */
    RealSet keeping(double share) {
        int classes = Arrays.stream(source.labels()).max().orElse(0) + 1;
        int[] seen = new int[classes];
        int[] kept = IntStream.range(0, source.labels().length)
                .filter(row -> keeps(source.labels()[row], classes, seen[source.labels()[row]]++, share))
                .toArray();
        return new RealSet(
                name, draw, Subsample.pick(source, kept), target, truth == null ? null : Subsample.pick(truth, kept));
    }

    private static boolean keeps(int label, int classes, int number, double share) {
        return 2 * label >= classes || (int) ((number + 1) * share) > (int) (number * share);
    }

    /**
     * Target and truth turned by one random orthogonal matrix: the eigenvectors of a symmetric one of normal numbers.
     */
    RealSet turned() {
        int dimension = source.rows().dimension();
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] symmetric = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j <= i; j++) {
                symmetric[i][j] = random.nextGaussian() * (i == j ? Math.sqrt(2) : 1);
                symmetric[j][i] = symmetric[i][j];
            }
        }
        AffineMap turn = LinearMaps.of(
                new double[dimension], SymmetricEigen.of(symmetric).vectors(), new double[dimension]);
        Sample turned = new Sample(turn.apply(target.rows()), target.labels());
        return new RealSet(name, draw, source, turned, truth == null ? null : turn.apply(truth));
    }

    /** A third of the labels have a quarter of their rows left in the target. */
    RealSet thinned() {
        List<Integer> labels =
                Arrays.stream(target.labels()).distinct().sorted().boxed().toList();
        Map<Integer, Integer> seen = new HashMap<>();
        int[] left = IntStream.range(0, target.labels().length)
                .filter(row -> labels.indexOf(target.labels()[row]) % RARE != 0
                        || seen.merge(target.labels()[row], 1, Integer::sum) % LEFT == 0)
                .toArray();
        return new RealSet(name, draw, source, Subsample.pick(target, left), truth);
    }
}
