package io.github.lrmfspark.nn;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that falls from r_0 at the first step to 0 at the end, as half a cosine:
 *
 * <pre>
 *   r(t) = ½ r_0 (1 + cos(π min(t, T) / T)),   t = 0, 1, …
 * </pre>
 *
 * <p>T is the number of steps of the whole training. It stays 0 after them. A schedule counts steps, not rounds or
 * epochs, so how often workers are averaged does not change it.
 *
 * <p>Immutable. DL4J writes it into the JSON of a network by the names of its two numbers.
 *
 * <p>References: Loshchilov, Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017, equation 5 with
 * a least rate of 0 and no restart.
 */
public final class CosineSchedule implements ISchedule {
    private static final long serialVersionUID = 1;

    private final double initial;
    private final int steps;

    /**
     * A schedule of one training. Its arguments are not checked.
     *
     * @param initial r_0, the rate at step 0
     * @param steps T, at least 1
     */
    public CosineSchedule(@JsonProperty("initial") double initial, @JsonProperty("steps") int steps) {
        this.initial = initial;
        this.steps = steps;
    }

    /** {@return r_0, the rate at step 0} */
    @JsonProperty("initial")
    public double initial() {
        return initial;
    }

    /** {@return T, the steps after which the rate is 0} */
    @JsonProperty("steps")
    public int steps() {
        return steps;
    }

    /**
     * r(t).
     *
     * @param iteration t, the steps that are done
     * @param epoch not used
     */
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
