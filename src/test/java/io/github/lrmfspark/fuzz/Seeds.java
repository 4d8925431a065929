package io.github.lrmfspark.fuzz;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Which cases run: those that {@code -Dfuzz.seeds=17,45} names, else all of a range. */
final class Seeds {
    private Seeds() {}

    /** What is random in a case. Seeds of Random that lie close give first numbers that do too, so they are mixed. */
    static Random random(int seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    static IntStream below(int end) {
        String named = System.getProperty("fuzz.seeds", "");
        return named.isEmpty()
                ? IntStream.range(0, end)
                : Arrays.stream(named.split(",")).mapToInt(Integer::parseInt);
    }
}
