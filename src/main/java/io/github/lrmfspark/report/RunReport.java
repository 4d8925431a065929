package io.github.lrmfspark.report;

import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.objective.LossEstimate;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.train.TrainingResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is told of a run. Immutable; maps keep their order. */
public record RunReport(Rows rows, Loss loss, Metrics metrics, Training training, Provenance provenance) {

    /**
     * Rows read and written.
     *
     * @param aligned rows of the output; null where nothing was mapped
     */
    public record Rows(long source, long target, @Nullable Long aligned) {}

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

    /** The evaluation of doing nothing and of the map, by name. */
    public record Metrics(Map<String, Double> before, Map<String, Double> after) {
        public Metrics {
            before = ordered(before);
            after = ordered(after);
        }

        public static Metrics of(Evaluation before, Evaluation after) {
            return new Metrics(before.values(), after.values());
        }

        /** A line for every metric of either evaluation. */
        public TextTable table() {
            Map<String, Double> all = new LinkedHashMap<>(before);
            all.putAll(after);
            TextTable table = TextTable.of("metric", "before", "after");
            for (String name : all.keySet()) {
                table = table.row(name, text(before.get(name)), text(after.get(name)));
            }
            return table;
        }

        private static String text(@Nullable Double value) {
            return value == null ? "" : String.format(Locale.ROOT, "%.4g", value);
        }
    }

    /**
     * The course of the training.
     *
     * @param steps minibatches that each worker took
     * @param rounds averagings of the workers' parameters
     * @param droppedRounds rounds that were undone because a value was not finite
     */
    public record Training(
            int steps,
            int rounds,
            int droppedRounds,
            int workers,
            double seconds,
            double pairsPerSecond,
            String stoppedBecause,
            List<HistoryPoint> history) {
        public Training {
            history = List.copyOf(history);
        }

        public static Training of(TrainingResult result) {
            return new Training(
                    result.steps(),
                    result.rounds(),
                    result.droppedRounds(),
                    result.workers(),
                    result.seconds(),
                    result.pairsPerSecond(),
                    result.stoppedBecause(),
                    result.history().stream()
                            .map(point -> HistoryPoint.of(point.step(), point.terms()))
                            .toList());
        }
    }

    /** The loss on held-out rows after a number of steps. */
    public record HistoryPoint(int step, Map<String, Double> loss) {
        public HistoryPoint {
            loss = ordered(loss);
        }

        public static HistoryPoint of(int step, LossTerms terms) {
            Map<String, Double> loss = new LinkedHashMap<>();
            for (String name : terms.names()) {
                loss.put(name, terms.value(name));
            }
            return new HistoryPoint(step, loss);
        }
    }

    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
