package io.github.lrmfspark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same work by PyTorch, in a process of its own that waits while the other side works. */
final class Torch implements Side, AutoCloseable {
    /** The Python to run, the folder of the BLAS that it is to load, and its programme. */
    record Python(String command, String blas, Path script) {}

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream questions;
    private final long parameters;
    private final int batch;

    /** Training steps. */
    static Torch train(Python python, StepSize size, int threads) {
        return new Torch(python, "train", size, threads);
    }

    /** Batches mapped through T. */
    static Torch map(Python python, StepSize size, int threads) {
        return new Torch(python, "map", size, threads);
    }

    private Torch(Python python, String what, StepSize size, int threads) {
        List<String> command = Stream.concat(
                        Stream.of(python.command(), python.script().toString(), what),
                        IntStream.of(size.dimension(), size.couplings(), size.hidden(), size.batch(), threads)
                                .mapToObj(Integer::toString))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LD_LIBRARY_PATH", python.blas());
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.environment().put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command, e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        parameters = Long.parseLong(answer());
        batch = size.batch();
    }

    private String answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Expected an answer of PyTorch; found the end of its output");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long parameters() {
        return parameters;
    }

    /** The loss at the numbers in a file, and the one after a step from there. */
    double[] losses(Path numbers) {
        questions.println("from " + numbers);
        return Arrays.stream(answer().split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Override
    public Work run(double seconds) {
        questions.println(seconds);
        String[] words = answer().split(" ", -1);
        return new Work(batch * Long.parseLong(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
