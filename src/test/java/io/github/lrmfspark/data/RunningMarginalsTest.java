package io.github.lrmfspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunningMarginalsTest {
    @Test
    void mergesToTheTwoPassResultInAnyOrder() {
        List<float[]> vectors = TestSets.normal(1000, 3, 5);
        vectors.forEach(x -> x[2] += 1e6f);
        RunningMarginals merged = new RunningMarginals(3);
        for (int from = 0; from < 1000; from += 137) {
            merged.merge(moments(vectors.subList(from, Math.min(from + 137, 1000))));
        }
        merged.merge(new RunningMarginals(3));
        RunningMarginals reversed = new RunningMarginals(3);
        for (int from = 950; from >= 0; from -= 50) {
            reversed.merge(moments(vectors.subList(from, from + 50)));
        }

        assertThat(merged.count()).isEqualTo(1000);
        Marginals found = merged.marginals();
        assertThat(reversed.marginals().mean()).isEqualTo(found.mean());
        assertThat(reversed.marginals().deviation()).isEqualTo(found.deviation());
        for (int j = 0; j < 3; j++) {
            int column = j;
            double mean = vectors.stream().mapToDouble(x -> x[column]).average().orElseThrow();
            double variance = vectors.stream()
                    .mapToDouble(x -> (x[column] - mean) * (x[column] - mean))
                    .average()
                    .orElseThrow();
            assertThat(found.mean()[j]).isEqualTo(mean, within(1e-7 * Math.sqrt(variance)));
            assertThat(found.deviation()[j]).isEqualTo(Math.sqrt(variance), within(1e-7 * Math.sqrt(variance)));
        }
    }

    @Test
    void givesConstantCoordinatesTheScaleOfTheOthers() {
        Standardisation found = moments(List.of(new float[] {1, 0.1f}, new float[] {3, 0.1f}))
                .marginals()
                .standardisation();

        assertThat(found.scale()).containsExactly(1, 1);
        float[] vector = {5, 0.1f};
        found.apply(vector);
        assertThat(vector).containsExactly(3, 0);
        assertThat(moments(List.of(new float[] {2}))
                        .marginals()
                        .standardisation()
                        .scale())
                .containsExactly(1);
    }

    private static RunningMarginals moments(List<float[]> vectors) {
        RunningMarginals moments = new RunningMarginals(vectors.get(0).length);
        vectors.forEach(moments::add);
        return moments;
    }
}
