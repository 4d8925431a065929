package io.github.lrmfspark.train;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The trainings of a fit in their order. How long those will take that have not begun follows from what a step of each costs
 * beside one of the others, and from the seconds that the steps of this fit took so far.
 */
public final class Plan {
    private final List<Part> parts;
    private final Map<String, Double> seconds = new HashMap<>();
    private final Map<String, Integer> steps = new HashMap<>();

    /**
     * One training.
     *
     * @param training its name
     * @param steps steps of each worker
     * @param cost of a step, in any unit that is common to all: rows times the parameters that they pass
     */
    public record Part(String training, int steps, double cost) {}

    public Plan(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The number of a training, from 1; 1 where it is not planned. */
    int number(String training) {
        return Math.max(0, index(training)) + 1;
    }

    /** How many trainings there are. */
    int size() {
        return Math.max(1, parts.size());
    }

    /** A training stands at a step after so many seconds: the time left to the end of all trainings. */
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
