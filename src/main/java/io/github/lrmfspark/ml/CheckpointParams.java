package io.github.lrmfspark.ml;

import static org.apache.spark.ml.param.ParamValidators.gt;
import static org.apache.spark.ml.param.ParamValidators.gtEq;

import io.github.lrmfspark.checkpoint.CheckpointOptions;
import java.time.Duration;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.jspecify.annotations.Nullable;

/** The params by which {@link LrmfAligner} keeps checkpoints. Without a directory it keeps none. */
public interface CheckpointParams extends Params {
    default Param<String> checkpoints() {
        return new Param<>(this, "checkpoints", "directory of the checkpoints; none are kept where it is not set");
    }

    default BooleanParam resume() {
        return new BooleanParam(
                this, "resume", "whether to go on from the checkpoints that are there; if not, there may be none");
    }

    default IntParam checkpointEveryRounds() {
        return new IntParam(this, "checkpointEveryRounds", "most rounds between two checkpoints (>= 1)", gtEq(1));
    }

    default DoubleParam checkpointEveryMinutes() {
        return new DoubleParam(this, "checkpointEveryMinutes", "most minutes between two checkpoints (> 0)", gt(0));
    }

    default IntParam checkpointsKept() {
        return new IntParam(
                this, "checkpointsKept", "checkpoints that are kept of the training that is under way (>= 1)", gtEq(1));
    }

    /** Sets the defaults; the stage calls it once its uid is set. */
    static void setDefaults(CheckpointParams stage) {
        stage.setDefault(stage.resume(), false);
        stage.setDefault(stage.checkpointEveryRounds(), 100);
        stage.setDefault(stage.checkpointEveryMinutes(), 5.0);
        stage.setDefault(stage.checkpointsKept(), 2);
    }

    /** The options that are set; null where no checkpoints are kept. */
    static @Nullable CheckpointOptions options(CheckpointParams stage) {
        return stage.isSet(stage.checkpoints())
                ? new CheckpointOptions(
                        stage.getOrDefault(stage.checkpoints()),
                        (boolean) stage.getOrDefault(stage.resume()),
                        (int) stage.getOrDefault(stage.checkpointEveryRounds()),
                        Duration.ofMillis(
                                (long) (60_000 * (double) stage.getOrDefault(stage.checkpointEveryMinutes()))),
                        (int) stage.getOrDefault(stage.checkpointsKept()))
                : null;
    }
}
