package io.github.lrmfspark.nn;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A learning rate that falls from {@code initial} to 0 over {@code steps}: ½ · initial · (1 + cos(π · step / steps)). */
public final class CosineSchedule implements ISchedule {
    private static final long serialVersionUID = 1;

    private final double initial;
    private final int steps;

    public CosineSchedule(@JsonProperty("initial") double initial, @JsonProperty("steps") int steps) {
        this.initial = initial;
        this.steps = steps;
    }

    @JsonProperty("initial")
    public double initial() {
        return initial;
    }

    @JsonProperty("steps")
    public int steps() {
        return steps;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return 0.5 * initial * (1 + Math.cos(Math.PI * Math.min(iteration, steps) / steps));
    }

    @Override
    public CosineSchedule clone() {
        return new CosineSchedule(initial, steps);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CosineSchedule that && initial == that.initial && steps == that.steps;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(initial) + 31 * steps;
    }
}
