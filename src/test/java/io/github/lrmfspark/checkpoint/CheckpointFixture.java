package io.github.lrmfspark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.objective.LossTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;

/** A folder for checkpoints of which every third round leaves one and two are kept, and what is told about them. */
abstract class CheckpointFixture {
    final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    /** What a training is of. */
    static JsonNode fit(Map<String, Object> training) {
        return new ObjectMapper().valueToTree(Map.of("training", training));
    }

    static Checkpoints open(
            Configuration hadoop, String directory, boolean resume, JsonNode fit, Consumer<String> notices) {
        return Checkpoints.open(
                hadoop, new CheckpointOptions(directory, resume, 3, Duration.ofHours(1), 2), fit, notices);
    }

    static TrainingState state(int step, float[] parameters, float[] updaterState, HistoryPoint point) {
        return new TrainingState(step, 1, 0, 2.5, parameters, updaterState, List.of(point));
    }

    static HistoryPoint point(int step, double total) {
        return new HistoryPoint(step, LossTerms.of(Map.of("total", total)));
    }
}
