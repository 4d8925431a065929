package io.github.lrmfspark.ml;

import io.github.lrmfspark.checkpoint.CheckpointOptions;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.jspecify.annotations.Nullable;

/** The params by which {@link LrmfAligner} keeps checkpoints, beside its settings of them. Without a directory it keeps none. */
public interface CheckpointParams extends Params {
    /** {@return the param of the directory; unset, there are no checkpoints} */
    default Param<String> checkpoints() {
        return new Param<>(this, "checkpoints", "directory of the checkpoints; none are kept where it is not set");
    }

    /** {@return the param of whether a fit goes on from the checkpoints that are there; false by default} */
    default BooleanParam resume() {
        return new BooleanParam(
                this, "resume", "whether to go on from the checkpoints that are there; if not, there may be none");
    }

    /**
     * {@return the options that are set; null where no checkpoints are kept}
     *
     * @param stage whose params say it
     */
    static @Nullable CheckpointOptions options(LrmfAligner stage) {
        return stage.isSet(stage.checkpoints())
                ? CheckpointOptions.of(
                        stage.getOrDefault(stage.checkpoints()),
                        (boolean) stage.getOrDefault(stage.resume()),
                        SettingParams.settings(stage))
                : null;
    }
}
