package io.github.lrmfspark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lrmfspark.storage.FileStep;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.storage.Place;
import io.github.lrmfspark.storage.Rehearsal;
import io.github.lrmfspark.storage.StagedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of a fit: a directory with the newest few states of the training that is under way, and the last one of each
 * that has ended. Each is a {@link StagedFile}, there as a whole or not at all.
 *
 * <p>A training depends on its state, the rows and the options alone, so one that goes on from here ends with the bits of one
 * that was never stopped. A file that is damaged all the same is named and passed over for the one before it.
 */
public final class Checkpoints {
    private static final String SUFFIX = ".checkpoint";
    private static final String NAME = "[\\w-]+\\.\\d{10}\\" + SUFFIX;
    private static final Pattern WHOLE = Pattern.compile(NAME);
    private static final Pattern WRITTEN = Pattern.compile(
            "(%1$s|\\.%1$s\\%2$s)|\\.(%1$s|\\.%1$s\\%2$s)\\.crc".formatted(NAME, StagedFile.UNFINISHED));

    private final FileContext files;
    private final Path directory;
    private final CheckpointOptions options;
    private final JsonNode fit;
    private final Consumer<String> notices;
    private int lastRound;
    private long lastTime;

    private Checkpoints(Place place, CheckpointOptions options, JsonNode fit, Consumer<String> notices)
            throws IOException {
        this.files = place.context();
        this.directory = place.path();
        this.options = options;
        this.fit = fit;
        this.notices = notices;
    }

    /**
     * Opens a directory, which is made with the first checkpoint if it is not there.
     *
     * @param fit what the fit depends on
     * @param notices hears of damaged files and of those that cannot be written
     * @throws InvalidInputException if there are checkpoints and none are to be gone on from, if they are of another fit, or if
     *     the directory cannot be used
     */
    public static Checkpoints open(
            Configuration hadoop, CheckpointOptions options, JsonNode fit, Consumer<String> notices) {
        Place directory = Place.of(hadoop, options.directory());
        try {
            Rehearsal.ofNames(directory);
            Checkpoints checkpoints = new Checkpoints(directory, options, fit, notices);
            FileStep.take(checkpoints::check);
            return checkpoints;
        } catch (IOException e) {
            throw new InvalidInputException(
                    "Expected a directory for checkpoints at '" + directory + "'; it cannot be used: " + e, e);
        }
    }

    private Optional<TrainingState> check() throws IOException {
        List<Path> all = newestFirst("");
        if (!options.resume() && !all.isEmpty()) {
            throw new InvalidInputException("Expected no checkpoints yet in '" + directory + "'; found "
                    + all.get(0).getName() + ". Resume the training, or name another directory");
        }
        if (options.resume() && all.isEmpty()) {
            notices.accept("No checkpoints in '" + directory + "' yet: the training begins at its beginning.");
        }
        return firstWhole(all, state -> true);
    }

    /** The newest whole state of a training that may go on from it; empty if there is none. */
    public Optional<TrainingState> latest(String training, Predicate<TrainingState> fits) {
        lastRound = 0;
        lastTime = System.nanoTime();
        try {
            Optional<TrainingState> state = FileStep.take(() -> firstWhole(newestFirst(training), fits));
            state.ifPresent(found -> notices.accept(training + " goes on after step " + found.step() + "."));
            return state;
        } catch (IOException e) {
            throw new InvalidInputException("Cannot read the checkpoints in '" + directory + "': " + e.getMessage(), e);
        }
    }

    /**
     * Keeps the state after a round if it is time for that, or the training has ended. Where that fails the caller hears of
     * it, and the training goes on.
     */
    public void reached(String training, int round, boolean ended, Supplier<TrainingState> state) {
        boolean due = round - lastRound >= options.everyRounds()
                || System.nanoTime() - lastTime >= options.every().toNanos();
        if (!ended && !due) {
            return;
        }
        lastRound = round;
        lastTime = System.nanoTime();
        TrainingState reached = state.get();
        try {
            FileStep.take(() -> write(training, reached));
            List<Path> all = newestFirst(training);
            for (Path old : all.subList(Math.min(all.size(), ended ? 1 : options.keep()), all.size())) {
                files.delete(old, false);
            }
        } catch (IOException | RuntimeException e) { // of a connector
            notices.accept("Cannot write a checkpoint in '" + directory + "': " + e
                    + ". The training goes on; it can be resumed from an older one only.");
        }
    }

    /** Whether there is a checkpoint in a directory; false where that cannot be told. */
    public static boolean exist(Configuration hadoop, String directory) {
        Path path = new Path(directory);
        try {
            FileContext files = FileContext.getFileContext(path.toUri(), hadoop);
            return files.util().exists(path)
                    && Arrays.stream(files.util().listStatus(path))
                            .anyMatch(file -> file.getPath().getName().endsWith(SUFFIX));
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes every checkpoint in a directory, and the directory if nothing else is in it. */
    public static void remove(Configuration hadoop, String directory) throws IOException {
        Place place = Place.of(hadoop, directory);
        FileStep.take(() -> place.deleteFiles(WRITTEN));
    }

    private static String name(String training, int step) {
        return training.replace(' ', '-') + String.format(Locale.ROOT, ".%010d", step) + SUFFIX;
    }

    /** Checkpoints of a training, or of all where it has no name. */
    private List<Path> newestFirst(String training) throws IOException {
        String prefix = training.isEmpty() ? "" : training.replace(' ', '-') + ".";
        List<FileStatus> found = new ArrayList<>();
        if (!files.util().exists(directory)) {
            return List.of();
        }
        for (FileStatus file : files.util().listStatus(directory)) {
            String name = file.getPath().getName();
            if (file.isFile() && name.startsWith(prefix) && WHOLE.matcher(name).matches()) {
                found.add(file);
            }
        }
        found.sort(Comparator.comparingLong(FileStatus::getModificationTime)
                .thenComparing(file -> file.getPath().getName())
                .reversed());
        return found.stream().map(FileStatus::getPath).toList();
    }

    private Optional<TrainingState> firstWhole(List<Path> newestFirst, Predicate<TrainingState> fits)
            throws IOException {
        for (Path file : newestFirst) {
            String why = "it is of another training";
            try {
                CheckpointFile.Content content = read(file);
                requireSameFit(file, content.fit());
                if (fits.test(content.state())) {
                    return Optional.of(content.state());
                }
            } catch (DamagedCheckpointException e) {
                why = e.getMessage();
            }
            notices.accept(
                    "The checkpoint '" + file + "' is damaged and is passed over for the one before it: " + why + ".");
        }
        return Optional.empty();
    }

    private CheckpointFile.Content read(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return CheckpointFile.read(in, files.getFileStatus(file).getLen());
        }
    }

    private void requireSameFit(Path file, JsonNode saved) {
        List<String> differences = Differences.of(fit, saved);
        if (!differences.isEmpty()) {
            throw new InvalidInputException("Expected checkpoints of these sets and these options in '" + directory
                    + "'; found others in " + file.getName() + ": " + String.join("; ", differences)
                    + ". Go back to those, or name another directory to begin anew");
        }
    }

    private Path write(String training, TrainingState state) throws IOException {
        Path file = new Path(directory, name(training, state.step()));
        StagedFile.write(files, file, out -> CheckpointFile.write(new CheckpointFile.Content(fit, state), out));
        return file;
    }
}
