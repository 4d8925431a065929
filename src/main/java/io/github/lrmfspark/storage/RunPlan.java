package io.github.lrmfspark.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;

/**
 * All that a run reads and all that it may write, replace or delete. It is checked before any work, by what paths lead to and
 * not by their names, and then every place is locked and tried.
 */
public final class RunPlan {
    private static final long PATIENCE_SECONDS = 30;

    private final Configuration hadoop;
    private final SaveMode mode;
    private final List<Word> words = new ArrayList<>();
    private final List<PlannedOutput> outputs = new ArrayList<>();

    /** @param mode whether outputs that are there may be replaced: {@code ErrorIfExists} or {@code Overwrite} */
    public RunPlan(Configuration hadoop, SaveMode mode) {
        this.hadoop = hadoop;
        this.mode = mode;
    }

    /** A path of the command line, and what the file system says of it. */
    private record Word(String option, String path, Callable<Found> look) {}

    /** A path that is read or is an output. */
    private record Found(String option, String path, Optional<ReadFiles> read, Optional<PlannedOutput> output) {
        @Override
        public String toString() {
            return option + " '" + path + "'";
        }
    }

    /**
     * A path or a pattern that is read.
     *
     * @param option the word of the command line that names it
     * @param what it is expected to be
     */
    public RunPlan reads(String option, String what, String path) {
        return add(option, path, () -> {
            ReadFiles read = ReadFiles.of(hadoop, path);
            if (read.roots().isEmpty()) {
                throw new InvalidInputException("Expected " + what + " at '" + path + "'; found nothing there");
            }
            return new Found(option, path, Optional.of(read), Optional.empty());
        });
    }

    /** A directory that is written as a whole, see {@link StagedOutput}. */
    public RunPlan writes(String option, String path, Mark mark) {
        return add(option, path, () -> output(option, path, PlannedOutput.Kind.STAGED, mark, mode));
    }

    /** A directory that files are written into, beside others; those that are replaced are known by the mark. */
    public RunPlan fills(String option, String path, Mark mark) {
        return add(option, path, () -> output(option, path, PlannedOutput.Kind.FILLED, mark, mode));
    }

    /** A directory of files by which a run goes on after a fault, in any mode. */
    public RunPlan keeps(String option, String path) {
        return add(option, path, () -> output(option, path, PlannedOutput.Kind.KEPT, place -> Optional.empty(), mode));
    }

    /** A directory that is read if it is there, else written. */
    public RunPlan readsOrWrites(String option, String path, Mark mark) {
        return add(option, path, () -> {
            Place place = Place.of(hadoop, path);
            return place.exists()
                    ? new Found(option, path, Optional.of(new ReadFiles(List.of(place), List.of())), Optional.empty())
                    : output(option, path, PlannedOutput.Kind.STAGED, mark, SaveMode.ErrorIfExists);
        });
    }

    private RunPlan add(String option, String path, Callable<Found> look) {
        words.add(new Word(option, path, look));
        return this;
    }

    private Found output(String option, String path, PlannedOutput.Kind kind, Mark mark, SaveMode saving) {
        return new Found(
                option,
                path,
                Optional.empty(),
                Optional.of(new PlannedOutput(option, path, Place.of(hadoop, path), kind, mark, saving)));
    }

    /**
     * Looks at every path.
     *
     * @throws InvalidInputException that names every fault: an output that is there already and may not be replaced, that would
     *     take with it what it may not, that holds or lies in another or in what is read, or that cannot be written where it is
     */
    public void check() {
        List<String> faults = new ArrayList<>();
        List<Found> found = look(faults);
        outputs.clear();
        found.forEach(word -> word.output().ifPresent(outputs::add));
        try {
            for (PlannedOutput output : outputs) {
                faults.addAll(output.faults());
            }
            for (int i = 0; i < found.size(); i++) {
                for (Found other : found.subList(0, i)) {
                    faults.addAll(meeting(other, found.get(i)));
                }
            }
        } catch (IOException e) {
            faults.add("Expected paths that can be looked at; found one that cannot: " + ExceptionMessages.of(e));
        }
        refuse(faults);
    }

    /** What is wrong with two paths together. */
    private static List<String> meeting(Found one, Found other) throws IOException {
        if (one.read.isPresent() && other.read.isPresent()) {
            return List.of();
        }
        if (one.output.isEmpty()) {
            return meeting(other, one);
        }
        boolean meet = other.output.isPresent()
                ? one.output.get().meets(other.output.get())
                : one.output.get().meets(other.read.orElseThrow());
        return meet
                ? List.of("Expected an output apart from the inputs and the other outputs; found " + one + " with "
                        + other)
                : List.of();
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(String.join(
                    System.lineSeparator(), faults.stream().distinct().toList()));
        }
    }

    /** All at the same time, and no longer than half a minute: Hadoop itself asks a host that is not there for a quarter of an hour. */
    private List<Found> look(List<String> faults) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "looking at paths");
            thread.setDaemon(true);
            return thread;
        });
        List<Found> found = new ArrayList<>();
        try {
            List<Future<Found>> answers =
                    threads.invokeAll(words.stream().map(Word::look).toList(), PATIENCE_SECONDS, TimeUnit.SECONDS);
            for (int i = 0; i < answers.size(); i++) {
                answer(words.get(i), answers.get(i), faults).ifPresent(found::add);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at paths", e);
        } finally {
            threads.shutdown();
        }
    }

    private static Optional<Found> answer(Word word, Future<Found> answer, List<String> faults)
            throws InterruptedException {
        try {
            return Optional.of(answer.get());
        } catch (CancellationException e) {
            faults.add("Expected an answer from the file system of '" + word.path + "' within " + PATIENCE_SECONDS
                    + " s; found none. See that its host is right and can be reached");
        } catch (ExecutionException e) {
            int refusal = ExceptionUtils.indexOfType(e, InvalidInputException.class);
            faults.add(
                    refusal < 0
                            ? Place.unreachable(word.path, e).getMessage()
                            : ExceptionUtils.getThrowableList(e).get(refusal).getMessage());
        }
        return Optional.empty();
    }

    /**
     * Locks the outputs that were checked.
     *
     * @param holder who does, in words for whoever is refused
     * @param notice hears of a wait
     * @throws InvalidInputException if another run writes one, or a lock cannot be written
     */
    public List<OutputLock> lock(String holder, Consumer<String> notice) {
        return OutputLock.take(
                outputs.stream()
                        .filter(PlannedOutput::isLocked)
                        .map(PlannedOutput::place)
                        .toList(),
                holder,
                notice);
    }

    /**
     * Writes something small to every place, as the outputs are written later, and removes it.
     *
     * @param sample writes a directory by the same ways as the outputs are; empty where a small file stands for it
     * @throws InvalidInputException that names every place that cannot be written, and why
     */
    public void rehearse(Optional<StagedOutput.Writer> sample) {
        List<String> faults = new ArrayList<>();
        for (PlannedOutput output : outputs) {
            try {
                output.rehearse(sample);
            } catch (InvalidInputException e) {
                faults.add(e.getMessage());
            } catch (IOException | RuntimeException e) { // Spark throws its checked exceptions undeclared
                faults.add("Expected a place that can be written for " + output.option() + "; found that '"
                        + output.given() + "' cannot: " + ExceptionMessages.of(e));
            }
        }
        refuse(faults);
    }
}
