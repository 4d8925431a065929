package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    /** Whole numbers from 0 to 4 have many ties. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void noPermutationCostsLess(int n) {
        SplittableRandom random = new SplittableRandom(n);
        Assignment assignment = new Assignment(n);
        for (int trial = 0; trial < 50; trial++) {
            boolean whole = trial % 2 == 0;
            double[] cost = random.doubles((long) n * n, -5, 5)
                    .map(c -> whole ? Math.abs(Math.rint(c)) : c)
                    .toArray();
            int[] columnOf = assignment.of(cost).clone();
            assertThat(Arrays.stream(columnOf).sorted()).containsExactly(counted(n));
            assertThat(cost(cost, columnOf)).isCloseTo(least(cost, counted(n), 0), within(1e-12));
        }
    }

    private static Integer[] counted(int n) {
        Integer[] numbers = new Integer[n];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /** Over all permutations that agree with this one before a place. */
    private static double least(double[] cost, Integer[] permutation, int place) {
        int n = permutation.length;
        if (place == n) {
            return cost(cost, Arrays.stream(permutation).mapToInt(i -> i).toArray());
        }
        double least = Double.POSITIVE_INFINITY;
        for (int other = place; other < n; other++) {
            Integer[] swapped = permutation.clone();
            swapped[place] = permutation[other];
            swapped[other] = permutation[place];
            least = Math.min(least, least(cost, swapped, place + 1));
        }
        return least;
    }

    private static double cost(double[] cost, int[] columnOf) {
        double total = 0;
        for (int row = 0; row < columnOf.length; row++) {
            total += cost[row * columnOf.length + columnOf[row]];
        }
        return total;
    }
}
