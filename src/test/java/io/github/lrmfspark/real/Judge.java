package io.github.lrmfspark.real;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.ClusterAgreement;
import io.github.lrmfspark.evaluation.DomainClassifier;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.Figure;
import io.github.lrmfspark.evaluation.LabelAccuracy;
import io.github.lrmfspark.evaluation.LogisticLabelAccuracy;
import io.github.lrmfspark.evaluation.Metric;
import io.github.lrmfspark.evaluation.NeighbourOverlap;
import io.github.lrmfspark.kernel.Dense;
import io.github.lrmfspark.statistics.Subsample;
import io.github.lrmfspark.statistics.Vectors;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Scores a mapped set on fixed rows, whatever mapped it: n judged rows of the source, beside all target rows for labels, beside n
 * of them for the area, and beside all true images for retrieval.
 *
 * <p>With t_i the true image of row i, of N, and T(a_i) its image,
 *
 * <pre>{@code
 *   rank_i = #{j : cos(T(a_i), t_j) > cos(T(a_i), t_i)},   top-k = mean 1[rank_i < k],   cosine = mean cos(T(a_i), t_i)
 * }</pre>
 *
 * <p>A row without a cosine, such as 0, counts as wrong and as a cosine of 0. Seeds are fixed, so equal images have equal scores.
 */
final class Judge {
    private static final long SEED = 1;
    private static final int NEIGHBOURS = 5;
    /** C of the regression, for hundreds of coordinates. */
    private static final double STRENGTH = 0.01;

    private static final int KEPT_NEIGHBOURS = 10;
    private static final int KEPT_ROWS = 2_000;
    private static final int TOP = 10;
    private static final int BLOCK = 256;
    /** Cosines of equal vectors differ by less. */
    private static final double ROUNDING = 1e-9;

    private final RealSet set;
    private final int[] judged;
    private final Sample source;
    private final Sample target;
    /** One for all maps: it remembers the clusters of both sets. */
    private final Metric agreement = new ClusterAgreement(SEED);

    Judge(RealSet set) {
        this.set = set;
        this.judged = set.judged();
        this.source = Subsample.pick(set.source(), judged);
        int[] beside = Subsample.of(set.target().rows().rows(), judged.length, new SplittableRandom(SEED));
        this.target = Subsample.pick(set.target(), beside);
    }

    /**
     * The scores that can be told of the set.
     *
     * @param mapped images of all source rows, [N, D]
     */
    Map<Score, Double> scores(PackedRows mapped) {
        PackedRows images = Subsample.pick(mapped, judged);
        Map<Score, Double> scores = new EnumMap<>(Score.class);
        if (set.source().labelled()) {
            List<Metric> ofLabels = List.of(new LabelAccuracy(NEIGHBOURS), new LogisticLabelAccuracy(SEED, STRENGTH));
            Evaluation labels = Evaluation.of(ofLabels, AlignedSamples.of(source, images, set.target()));
            put(scores, Score.KNN, labels, LabelAccuracy.FIGURE);
            put(scores, Score.LOGISTIC, labels, LogisticLabelAccuracy.FIGURE);
        }
        List<Metric> ofRows =
                List.of(new DomainClassifier(SEED), new NeighbourOverlap(KEPT_NEIGHBOURS, KEPT_ROWS, SEED), agreement);
        Evaluation rows = Evaluation.of(ofRows, AlignedSamples.of(source, images, target));
        put(scores, Score.AREA, rows, DomainClassifier.AUC);
        put(scores, Score.KEPT, rows, NeighbourOverlap.FIGURE);
        put(scores, Score.AGREEMENT, rows, ClusterAgreement.FIGURE);
        if (set.truth() != null) {
            retrieve(images, set.truth(), scores);
        }
        return scores;
    }

    private static void put(Map<Score, Double> scores, Score score, Evaluation figures, Figure figure) {
        if (figures.has(figure.name())) {
            scores.put(score, figures.get(figure.name()).value());
        }
    }

    private void retrieve(PackedRows images, PackedRows truth, Map<Score, Double> scores) {
        double[][] truths = Dense.transposed(units(truth, 0, truth.rows()));
        double first = 0;
        double among = 0;
        double cosine = 0;
        for (int from = 0; from < judged.length; from += BLOCK) {
            int count = Math.min(BLOCK, judged.length - from);
            double[][] cosines = Dense.product(units(images, from, count), truths);
            for (int i = 0; i < count; i++) {
                double own = cosines[i][judged[from + i]];
                if (Double.isFinite(own)) {
                    long nearer = Arrays.stream(cosines[i])
                            .filter(other -> other > own + ROUNDING)
                            .count();
                    first += nearer < 1 ? 1 : 0;
                    among += nearer < TOP ? 1 : 0;
                    cosine += own;
                }
            }
        }
        scores.put(Score.TOP1, first / judged.length);
        scores.put(Score.TOP10, among / judged.length);
        scores.put(Score.COSINE, cosine / judged.length);
    }

    /** Rows over their lengths, [count, D]; NaN for a row of length 0. */
    private static double[][] units(PackedRows rows, int from, int count) {
        double[][] units = Vectors.centred(rows, from, count, new double[rows.dimension()]);
        for (double[] unit : units) {
            double length = Vectors.norm(unit);
            Arrays.setAll(unit, d -> unit[d] / length);
        }
        return units;
    }
}
