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
        return new RealSet(
                name, draw, first(source, rows), first(target, rows), truth == null ? null : truth.slice(0, rows));
    }

    private static Sample first(Sample sample, int rows) {
        return Subsample.pick(
                sample, IntStream.range(0, Math.min(rows, sample.rows().rows())).toArray());
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
