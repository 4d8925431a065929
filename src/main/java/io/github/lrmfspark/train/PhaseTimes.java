package io.github.lrmfspark.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each phase of a run took, by name and in order, by the JVM's monotonic clock. Not thread-safe. */
public final class PhaseTimes {
    private final Map<String, Double> seconds = new LinkedHashMap<>();

    /**
     * A phase.
     *
     * @param <T> of what it makes
     * @param <X> what it may throw
     */
    public interface Phase<T, X extends Exception> {
        /**
         * {@return what it makes}
         *
         * @throws X where it fails
         */
        T run() throws X;
    }

    /**
     * {@return what a phase makes} Its time counts even where it fails, and adds to that of an earlier one of its name.
     *
     * @param <T> of what it makes
     * @param <X> what it may throw
     * @param name such as {@code training}
     * @param phase run once, now
     * @throws X where the phase does
     */
    public <T, X extends Exception> T time(String name, Phase<T, X> phase) throws X {
        long start = System.nanoTime();
        try {
            return phase.run();
        } finally {
            seconds.merge(name, (System.nanoTime() - start) / 1e9, Double::sum);
        }
    }

    /**
     * Adds those of a part of this run.
     *
     * @param others by name
     */
    public void add(Map<String, Double> others) {
        others.forEach((name, time) -> seconds.merge(name, time, Double::sum));
    }

    /** {@return seconds by name; unmodifiable, and not changed later} */
    public Map<String, Double> seconds() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    }
}
