package io.github.lrmfspark.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {
    @Test
    void resultsHaveTheOrderOfTheItems() {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        assertThat(Concurrently.map(items, i -> 2 * i))
                .isEqualTo(items.stream().map(i -> 2 * i).toList());
        assertThat(Concurrently.map(List.of(), i -> i)).isEmpty();
    }

    @Test
    void whatTheFunctionThrowsIsThrown() {
        assertThatThrownBy(() -> Concurrently.map(List.of(1, 2), i -> {
                    throw new ArithmeticException("of " + i);
                }))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("of ");
    }

    @Test
    void threadsHaveTheCallersClassLoader() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(Concurrently.map(
                            List.of(1, 2, 3), i -> Thread.currentThread().getContextClassLoader()))
                    .containsOnly(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
