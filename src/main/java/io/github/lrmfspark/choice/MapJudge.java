package io.github.lrmfspark.choice;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.ClusterAgreement;
import io.github.lrmfspark.evaluation.DomainClassifier;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.statistics.ClusteredSets;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.PairedFigure;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Tells without labels which of several maps of one source to one target is the best, by two figures of each: the area of a
 * classifier that tells mapped rows from target rows ({@link DomainClassifier}), and the agreement of clusters of the source with
 * those of the target that their rows come into ({@link ClusteredSets}). Either alone errs: a map that mixes everything is close,
 * and one that only turns agrees.
 *
 * <p>References: Musgrave, Belongie, Lim, "Three New Validators and a Large-Scale Benchmark Ranking for Unsupervised Domain
 * Adaptation", 2022, for the agreement of clusters as a judge; Lopez-Paz, Oquab, "Revisiting classifier two-sample tests", ICLR
 * 2017, for the area.
 */
public final class MapJudge {
    private static final double INTERVALS = 1.5;

    private final Sample source;
    private final Sample target;
    private final ClusteredSets clusters;
    private final long seed;
    private final DomainClassifier classifier;

    /**
     * Clusters both sets.
     *
     * @param source a, [N, D], N at least 1
     * @param target b, [M, D], M at least 1
     * @param seed settles what is random
     */
    public MapJudge(PackedRows source, PackedRows target, long seed) {
        this.source = Sample.unlabelled(source);
        this.target = Sample.unlabelled(target);
        this.seed = seed;
        this.clusters = ClusteredSets.of(source, target, seed);
        this.classifier = new DomainClassifier(seed);
    }

    /**
     * What is said of one map.
     *
     * @param area of the classifier, ½ where it does not tell the sets apart, and 1 where an image is not finite; NaN where rows are
     *     too few to learn from
     * @param agreement of clusters; its value is NaN where rows are too few for clusters
     */
    public record Opinion(Estimate area, PairedFigure agreement) {
        /** {@return the area that counts: of a classifier worse than chance it is chance, as it is where none was learnt} */
        double separation() {
            return Double.isFinite(area.value()) ? Math.max(0.5, area.value()) : 0.5;
        }

        /** What chance explains of the area. */
        private double noise() {
            return noiseOf(area);
        }

        /** Whether chance explains neither the area nor what it is above another. */
        private boolean isFartherThan(Opinion other) {
            return area.low() > 0.5 && separation() - other.separation() > Math.hypot(noise(), other.noise());
        }

        private double value() {
            double value = agreement.estimate().value();
            return Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
        }

        /** Whether the agreement is lower, and by more than rows and choices explain. */
        private boolean agreesLessThan(Opinion other) {
            Estimate more = other.agreement.minus(agreement).estimate();
            return value() < other.value() && !(more.value() <= noiseOf(more));
        }
    }

    /** Half of the 95 % interval, and half as much again: the best of several maps is so by chance too. */
    private static double noiseOf(Estimate estimate) {
        double half = (estimate.high() - estimate.low()) / 2;
        return Double.isFinite(half) ? INTERVALS * half : 0;
    }

    /**
     * {@return what is said of a map}
     *
     * @param mapped T(a), [N, D], row for row
     */
    public Opinion of(PackedRows mapped) {
        return new Opinion(area(mapped), clusters.agreement(mapped));
    }

    private Estimate area(PackedRows mapped) {
        if (!mapped.isFinite()) {
            return Estimate.exact(1);
        }
        Evaluation figures = Evaluation.of(List.of(classifier), AlignedSamples.of(source, mapped, target));
        return figures.has(DomainClassifier.AUC.name())
                ? figures.get(DomainClassifier.AUC.name())
                : Estimate.exact(Double.NaN);
    }

    /**
     * {@return whether a map carries clusters over about as well as the target's own rows do, by {@link
     * ClusterAgreement#LEAST_OF_FLOOR}}
     *
     * @param opinions of the maps
     * @param others another draw of the target, [K, D]
     */
    boolean anyCarries(List<Opinion> opinions, PackedRows others) {
        int fewest = Math.min(source.rows().rows(), target.rows().rows());
        double own = ClusteredSets.of(others, target.rows(), fewest, seed)
                .agreement(others)
                .estimate()
                .value();
        return !Double.isFinite(own)
                || opinions.stream().anyMatch(opinion -> opinion.value() >= ClusterAgreement.LEAST_OF_FLOOR * own);
    }

    /**
     * {@return the number of the map to write: of those that are not farther from the target than the closest one by more than
     * the noise of the areas, the first one whose agreement is not below the best by more than its noise}
     *
     * @param opinions at least one, the map that changes least first
     */
    public static int best(List<Opinion> opinions) {
        int[] close = close(opinions);
        Opinion highest = opinions.get(most(close, i -> opinions.get(i).value()));
        return IntStream.of(close)
                .filter(i -> !opinions.get(i).agreesLessThan(highest))
                .findFirst()
                .orElseThrow();
    }

    /**
     * {@return the number of the map to train after: of those whose agreement is not below the best by more than its noise, the
     * closest one}
     *
     * @param opinions at least one
     * @param closeOnly whether only maps count that are not farther from the target than the closest one by more than the noise,
     *     as where the training sees some directions only
     */
    public static int start(List<Opinion> opinions, boolean closeOnly) {
        int[] eligible = closeOnly
                ? close(opinions)
                : IntStream.range(0, opinions.size()).toArray();
        Opinion highest = opinions.get(most(eligible, i -> opinions.get(i).value()));
        int[] agreeing = IntStream.of(eligible)
                .filter(i -> !opinions.get(i).agreesLessThan(highest))
                .toArray();
        return most(agreeing, i -> -opinions.get(i).separation());
    }

    private static int[] close(List<Opinion> opinions) {
        int[] all = IntStream.range(0, opinions.size()).toArray();
        Opinion closest = opinions.get(most(all, i -> -opinions.get(i).separation()));
        return IntStream.of(all)
                .filter(i -> !opinions.get(i).isFartherThan(closest))
                .toArray();
    }

    /** The first one of the numbers with the highest figure. */
    private static int most(int[] numbers, ToDoubleFunction<Integer> figure) {
        int best = numbers[0];
        for (int i : numbers) {
            best = figure.applyAsDouble(i) > figure.applyAsDouble(best) ? i : best;
        }
        return best;
    }
}
