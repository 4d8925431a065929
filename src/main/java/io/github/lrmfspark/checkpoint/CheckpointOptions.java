package io.github.lrmfspark.checkpoint;

import static io.github.lrmfspark.settings.Keys.CHECKPOINT_EVERY_MINUTES;
import static io.github.lrmfspark.settings.Keys.CHECKPOINT_EVERY_ROUNDS;
import static io.github.lrmfspark.settings.Keys.CHECKPOINT_KEEP;

import io.github.lrmfspark.settings.Settings;
import java.time.Duration;

/**
 * Where checkpoints go and how many there are. {@link #of} makes it of settings, which are in their ranges; nothing is checked
 * here.
 *
 * @param directory on any file system that Hadoop knows
 * @param resume whether to go on from those that are there; if not, there may be none
 * @param everyRounds rounds between two of them, at most
 * @param every time between two of them, at most
 * @param keep how many are kept of the training that is under way
 */
public record CheckpointOptions(String directory, boolean resume, int everyRounds, Duration every, int keep) {
    /** The options that settings say, beside where checkpoints go and whether to go on from them. */
    public static CheckpointOptions of(String directory, boolean resume, Settings settings) {
        return new CheckpointOptions(
                directory,
                resume,
                settings.get(CHECKPOINT_EVERY_ROUNDS),
                Duration.ofMillis((long) (60_000 * settings.get(CHECKPOINT_EVERY_MINUTES))),
                settings.get(CHECKPOINT_KEEP));
    }
}
