package io.github.lrmfspark.checkpoint;

import java.util.List;

/**
 * All that a training needs to go on from the end of a round as if it had never stopped.
 *
 * @param step steps of every worker that are done
 * @param droppedRounds rounds so far that were dropped because a number was not finite
 * @param droppedInARow how many of those were the last ones
 * @param seconds wall time so far
 * @param parameters the common parameters [P]
 * @param updaterState the moments of DL4J's updater, flat
 * @param history the loss on the held-out rows so far
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and never compared
public record TrainingState(
        int step,
        int droppedRounds,
        int droppedInARow,
        double seconds,
        float[] parameters,
        float[] updaterState,
        List<HistoryPoint> history) {}
