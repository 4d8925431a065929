package io.github.lrmfspark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lrmfspark.storage.InvalidInputException;
import java.io.IOError;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private final StringWriter err = new StringWriter();
    private final Console console = new Console(err);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new InvalidInputException("Expected x; found y"), 2, "Expected x; found y"),
                Arguments.of(
                        new IllegalStateException(new InvalidInputException("Expected x", new IOException("z"))),
                        2,
                        "Expected x"),
                Arguments.of(new NoClassDefFoundError("scala/Some"), 2, "Expected Spark 3.5 for Scala 2.12"),
                Arguments.of(new UnsatisfiedLinkError("no jnind4jcpu"), 2, "found UnsatisfiedLinkError: no jnind4jcpu"),
                Arguments.of(
                        new ExceptionInInitializerError(new IOException("no library")), 2, "IOException: no library"),
                Arguments.of(new IllegalStateException(new OutOfMemoryError("Java heap space")), 1, "--driver-memory"),
                Arguments.of(new StackOverflowError(), 1, "Failed: StackOverflowError"),
                Arguments.of(new IOError(new IOException("No space left on device")), 1, "No space left on device"),
                Arguments.of(new IllegalStateException("odd\nALIGNED: fine"), 1, "Failed: IllegalStateException: odd"),
                Arguments.of(new NullPointerException(), 1, "Failed: NullPointerException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsOneLineAndACode(Throwable failure, int code, String words) {
        assertThat(Failures.explain(failure, console, false)).isEqualTo(code);
        assertThat(err.toString().lines()).singleElement().asString().contains(words);
    }

    @Test
    void everyFaultHasItsLineAndNoFaultHasTwo() {
        List<String> faults = List.of("Expected a; found 'x\nALIGNED: fine'", "Expected b");
        assertThat(Failures.explain(new InvalidInputException(faults), console, false))
                .isEqualTo(Main.REFUSED);
        assertThat(err.toString().lines()).containsExactly("Expected a; found 'x\\nALIGNED: fine'", "Expected b");
    }

    @Test
    void theStackTraceIsToldOnRequestAndIndented() {
        Failures.explain(new IllegalStateException("odd\nALIGNED: fine"), console, true);
        assertThat(err.toString().lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("    "));
        assertThat(err.toString()).contains("at " + FailuresTest.class.getName());
    }
}
