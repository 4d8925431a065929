package io.github.lrmfspark.train;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The trainings of a fit in their order, and the time that is left of them.
 *
 * <p>How long a training will take that has not begun follows from what a step of it costs beside one of the others,
 * and from the seconds that the steps of this fit took so far. With s_k steps of cost c_k in training k, of which d_k
 * are done in t_k seconds, and training i under way:
 *
 * <pre>
 *   left = (s_i − d_i) t_i / d_i + Σ_{k > i} s_k c_k · Σ_k t_k / Σ_k d_k c_k
 * </pre>
 *
 * <p>Keeps the seconds and steps of each training. Used on the driver; not thread-safe. One plan for one fit.
 */
public final class Plan {
    private final List<Part> parts;
    private final Map<String, Double> seconds = new HashMap<>();
    private final Map<String, Integer> steps = new HashMap<>();

    /**
     * One training.
     *
     * @param training its name, which no other part has
     * @param steps steps of each worker
     * @param cost of a step, in any unit that is common to all: rows times the parameters that they pass
     */
    public record Part(String training, int steps, double cost) {}

    /**
     * A plan of these trainings.
     *
     * @param parts in the order in which they will be; none where the time left is told of each training alone
     */
    public Plan(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The number of a training, from 1; 1 where it is not planned. */
    int number(String training) {
        return Math.max(0, index(training)) + 1;
    }

    /** How many trainings there are; 1 where none is planned. */
    int size() {
        return Math.max(1, parts.size());
    }

    /**
     * Takes in where a training stands, and gives the time left to the end of the last one.
     *
     * @param training its name; one that is not planned is taken for the only one
     * @param step steps of each worker that are done, at least 1
     * @param secondsSoFar wall time of the training
     * @param leftOfThis the time left of it, at its own pace
     */
    Duration left(String training, int step, double secondsSoFar, Duration leftOfThis) {
        int index = index(training);
        if (index < 0) {
            return leftOfThis;
        }
        seconds.put(training, secondsSoFar);
        steps.put(training, step);
        double later = parts.stream()
                .skip(index + 1L)
                .mapToDouble(part -> part.steps() * part.cost())
                .sum();
        return leftOfThis.plusMillis((long) (1e3 * later * secondsPerCost()));
    }

    /** Seconds of all trainings so far over the cost of their steps. */
    private double secondsPerCost() {
        double cost = parts.stream()
                .mapToDouble(part -> steps.getOrDefault(part.training(), 0) * part.cost())
                .sum();
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum() / cost;
    }

    private int index(String training) {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).training().equals(training))
                .findFirst()
                .orElse(-1);
    }
}
