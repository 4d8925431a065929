package io.github.lrmfspark.real;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.real.LinearMaps.Pairs;
import io.github.lrmfspark.statistics.Subsample;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Another way to map a source onto a target.
 *
 * @param name in the table
 * @param pairs known pairs that it is given; 0 for one that is told none
 * @param drawn whether its map depends on the seed
 * @param method finds the map and applies it
 */
record Rival(String name, int pairs, boolean drawn, Method method) {

    /** Finds a map and applies it. */
    @FunctionalInterface
    interface Method {
        /** The images of the source rows, [N, D], row for row. */
        PackedRows map(RealSet set, long seed);
    }

    /** A rival that follows from the sets alone. */
    static Rival closed(String name, Function<RealSet, PackedRows> map) {
        return new Rival(name, 0, false, (set, seed) -> map.apply(set));
    }

    /** A rival that begins somewhere at random, and is told no pairs. */
    static Rival drawn(String name, Method method) {
        return new Rival(name, 0, true, method);
    }

    /** A rival that is told so many pairs, of rows that are not judged. */
    static Rival paired(String name, int pairs, Function<Pairs, Function<PackedRows, PackedRows>> fit) {
        return new Rival(
                name + "-" + pairs,
                pairs,
                true,
                (set, seed) ->
                        fit.apply(pairs(set, pairs, seed)).apply(set.source().rows()));
    }

    private static Pairs pairs(RealSet set, int count, long seed) {
        int[] others = set.others();
        int[] chosen = Arrays.stream(Subsample.of(others.length, count, new SplittableRandom(seed)))
                .map(i -> others[i])
                .toArray();
        return new Pairs(
                Subsample.pick(set.source().rows(), chosen),
                Subsample.pick(Objects.requireNonNull(set.truth()), chosen));
    }

    /** Whether the set has what it needs. */
    boolean appliesTo(RealSet set) {
        return pairs == 0 || (set.truth() != null && set.others().length >= pairs);
    }
}
