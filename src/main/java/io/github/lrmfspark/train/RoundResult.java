package io.github.lrmfspark.train;

import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;

/** What one worker sends back after a round: its parameters [P] and its updater's state, as plain arrays. */
final class RoundResult implements Serializable {
    private static final long serialVersionUID = 1;

    private final float[] parameters;
    private final float[] updaterState;

    private RoundResult(float[] parameters, float[] updaterState) {
        this.parameters = parameters;
        this.updaterState = updaterState;
    }

    static RoundResult of(ParameterAveragingTrainingResult result) {
        return new RoundResult(
                result.getParameters().toFloatVector(), result.getUpdaterState().toFloatVector());
    }

    /** The mean, summed in the order of the list. Uses up the first element. */
    static RoundResult mean(List<RoundResult> results) {
        RoundResult mean = results.get(0);
        for (RoundResult result : results.subList(1, results.size())) {
            add(result.parameters, mean.parameters);
            add(result.updaterState, mean.updaterState);
        }
        divide(mean.parameters, results.size());
        divide(mean.updaterState, results.size());
        return mean;
    }

    private static void add(float[] values, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += values[i];
        }
    }

    private static void divide(float[] values, int by) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= by;
        }
    }

    float[] parameters() {
        return parameters;
    }

    float[] updaterState() {
        return updaterState;
    }
}
