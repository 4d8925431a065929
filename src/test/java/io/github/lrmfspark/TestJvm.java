package io.github.lrmfspark;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A JVM beside the one that tests run in, with the same classes and as open to reflection. */
public final class TestJvm {
    private TestJvm() {}

    /** The command line by which it starts. */
    public static List<String> command(List<String> options, String mainClass, List<String> arguments) {
        Stream<String> opens = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"));
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        opens,
                        options.stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), mainClass),
                        arguments.stream())
                .flatMap(words -> words)
                .toList();
    }

    /** The options by which Spark runs in such a JVM, with two threads and for nobody else. */
    public static List<String> sparkOptions() {
        return List.of(
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.driver.host=127.0.0.1");
    }
}
