package io.github.lrmfspark.checkpoint;

import java.time.Duration;

/**
 * Where checkpoints go and how many there are.
 *
 * @param directory on any file system that Hadoop knows
 * @param resume whether to go on from those that are there; if not, there may be none
 * @param everyRounds rounds between two of them, at most
 * @param every time between two of them, at most
 * @param keep how many are kept of the training that is under way
 */
public record CheckpointOptions(String directory, boolean resume, int everyRounds, Duration every, int keep) {
    public CheckpointOptions {
        if (everyRounds < 1 || every.isNegative() || every.isZero() || keep < 1) {
            throw new IllegalArgumentException(
                    "Expected checkpoints after 1 round or more and after some time, and 1 or more to be kept; found "
                            + everyRounds + " rounds, " + every + " and " + keep);
        }
    }
}
