package io.github.lrmfspark.report;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.choice.MapChoice;
import io.github.lrmfspark.data.FeatureStatistics;
import io.github.lrmfspark.evaluation.ClusterAgreement;
import io.github.lrmfspark.evaluation.Comparison;
import io.github.lrmfspark.evaluation.Comparison.Column;
import io.github.lrmfspark.evaluation.DomainClassifier;
import io.github.lrmfspark.evaluation.Lengths;
import io.github.lrmfspark.evaluation.Pictures;
import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.objective.LikelihoodBound;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is told of a run, or of a map that something else made. Immutable; maps keep their order.
 *
 * @param judged the rows that the figures are of
 * @param notes sentences on what the figures leave out; unmodifiable
 * @param loss null where there was no training
 * @param bound null where it was not asked for
 * @param lengths of rows; null where those of the target are not of length one
 * @param candidates null where there was nothing to choose from
 * @param training null where there was none
 * @param seconds of each phase of the run, by name and in order
 */
public record RunReport(
        Verdict verdict,
        Rows rows,
        Coordinates coordinates,
        Judged judged,
        List<String> notes,
        @Nullable Loss loss,
        @Nullable Bound bound,
        Metrics metrics,
        @Nullable Lengths lengths,
        @Nullable Candidates candidates,
        @Nullable Training training,
        Map<String, Double> seconds,
        Pictures pictures,
        Provenance provenance) {

    public RunReport {
        notes = List.copyOf(notes);
        seconds = ordered(seconds);
    }

    /**
     * Rows read and written.
     *
     * @param aligned rows of the output; null where nothing was mapped
     */
    public record Rows(long source, long target, @Nullable Long aligned) {}

    /**
     * Coordinates of the vectors. Those that are constant in the target are not learnt.
     *
     * @param all D
     * @param constantInSource those that vary in the source by no more than rounding does
     * @param constantInTarget those that vary in the target by no more than rounding does
     * @param learnt those that the map was trained on; null where there was no training
     */
    public record Coordinates(
            int all,
            int constantInSource,
            int constantInTarget,
            @Nullable Integer learnt) {

        /** Those of two sets, of which a map was trained on {@code learnt}; null where none was trained. */
        public static Coordinates of(FeatureStatistics source, FeatureStatistics target, @Nullable Integer learnt) {
            return new Coordinates(
                    source.dimension(),
                    source.marginals().constant().length,
                    target.marginals().constant().length,
                    learnt);
        }
    }

    /**
     * The rows that metrics, verdict and pictures look at; only means and covariances are of all.
     *
     * @param heldOut whether all of them are known to have been held out of training
     */
    public record Judged(long source, long target, boolean heldOut) {}

    /** Each term of the loss on training rows and on rows held out of training, by name. */
    public record Loss(Map<String, Figure> training, Map<String, Figure> heldOut) {
        public Loss {
            training = ordered(training);
            heldOut = ordered(heldOut);
        }

        public static Loss of(LossEstimate training, LossEstimate heldOut) {
            return new Loss(figures(training), figures(heldOut));
        }

        private static Map<String, Figure> figures(LossEstimate estimate) {
            Map<String, Figure> figures = new LinkedHashMap<>();
            for (String name : estimate.names()) {
                figures.put(name, new Figure(estimate.mean(name), estimate.standardError(name)));
            }
            return figures;
        }
    }

    /** A mean over rows and its standard error. */
    public record Figure(double mean, double standardError) {}

    /**
     * The loss beside its lower bound, on rows held out of training.
     *
     * @param gap L + c, in nats per pair; 0 where the family of p cannot tell T(A) from B
     * @param gapPerDimension gap / D
     * @param c what private densities of A and of B reach together, in nats per pair
     * @param folds private fits of either domain, each of which left one fold of the rows out
     */
    public record Bound(Figure gap, Figure gapPerDimension, Figure c, int folds) {
        public static Bound of(LikelihoodBound bound) {
            Figure gap = new Figure(bound.gap(), bound.gapStandardError());
            return new Bound(
                    gap,
                    new Figure(gap.mean() / bound.dimension(), gap.standardError() / bound.dimension()),
                    new Figure(bound.c(), bound.cStandardError()),
                    bound.folds());
        }
    }

    /** The evaluations of a {@link Comparison}: figures by name. */
    public record Metrics(
            Map<String, Estimate> before,
            Map<String, Estimate> standardised,
            Map<String, Estimate> gaussian,
            Map<String, Estimate> coral,
            Map<String, Estimate> after,
            Map<String, Estimate> floor) {
        public Metrics {
            before = ordered(before);
            standardised = ordered(standardised);
            gaussian = ordered(gaussian);
            coral = ordered(coral);
            after = ordered(after);
            floor = ordered(floor);
        }

        public static Metrics of(Comparison comparison) {
            return new Metrics(
                    comparison.of(Column.BEFORE).values(),
                    comparison.of(Column.STANDARDISED).values(),
                    comparison.of(Column.GAUSSIAN).values(),
                    comparison.of(Column.CORAL).values(),
                    comparison.of(Column.AFTER).values(),
                    comparison.of(Column.FLOOR).values());
        }

        /** A line for every metric of any evaluation. */
        public TextTable table() {
            List<Map<String, Estimate>> columns = List.of(before, standardised, gaussian, coral, after, floor);
            Set<String> names = new LinkedHashSet<>(after.keySet());
            columns.forEach(column -> names.addAll(column.keySet()));
            TextTable table = TextTable.of("metric", "before", "standardised", "gaussian", "coral", "after", "floor");
            for (String name : names) {
                table = table.row(Stream.concat(
                                Stream.of(name), columns.stream().map(column -> text(column.get(name))))
                        .toArray(String[]::new));
            }
            return table;
        }

        private static String text(@Nullable Estimate estimate) {
            if (estimate == null) {
                return "";
            }
            return Double.isFinite(estimate.value()) ? String.format(Locale.ROOT, "%.4g", estimate.value()) : "–";
        }
    }

    /**
     * The maps that were tried, the plainest first.
     *
     * @param written name of the one that was written
     * @param reason a sentence of why
     * @param maps by name; their rows are not those of the metrics
     */
    public record Candidates(String written, String reason, Map<String, Candidate> maps) {
        public Candidates {
            maps = ordered(maps);
        }

        public static Candidates of(MapChoice choice) {
            Map<String, Candidate> maps = new LinkedHashMap<>();
            choice.candidates()
                    .forEach(map -> maps.put(
                            map.name(),
                            new Candidate(
                                    map.opinion().area(),
                                    map.opinion().agreement().estimate(),
                                    map.seconds())));
            return new Candidates(choice.best().name(), choice.reason(), maps);
        }

        /** A line for every map. */
        public TextTable table() {
            TextTable table =
                    TextTable.of("map", DomainClassifier.AUC.name(), ClusterAgreement.FIGURE.name(), "seconds");
            for (Map.Entry<String, Candidate> map : maps.entrySet()) {
                Candidate candidate = map.getValue();
                table = table.row(
                        map.getKey() + (map.getKey().equals(written) ? " *" : ""),
                        Metrics.text(candidate.domainClassifierAuc),
                        Metrics.text(candidate.clusterAgreement),
                        String.format(Locale.ROOT, "%.1f", candidate.seconds));
            }
            return table;
        }
    }

    /**
     * A map that was tried.
     *
     * @param domainClassifierAuc as the metric of that name
     * @param clusterAgreement likewise
     * @param seconds that it took to find
     */
    public record Candidate(Estimate domainClassifierAuc, Estimate clusterAgreement, double seconds) {}

    /**
     * The course of the training.
     *
     * @param steps minibatches that each worker took
     * @param rounds averagings of the workers' parameters
     * @param droppedRounds rounds that were undone because a value was not finite
     * @param polish {@code none}, {@code kept} or {@code undone}
     */
    public record Training(
            int steps,
            int rounds,
            int droppedRounds,
            int workers,
            double seconds,
            double pairsPerSecond,
            String stoppedBecause,
            String polish,
            List<HistoryPoint> history) {
        public Training {
            history = List.copyOf(history);
        }

        public static Training of(TrainingResult result, String polish) {
            return new Training(
                    result.steps(),
                    result.rounds(),
                    result.droppedRounds(),
                    result.workers(),
                    result.seconds(),
                    result.pairsPerSecond(),
                    result.stoppedBecause(),
                    polish,
                    result.history());
        }
    }

    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
