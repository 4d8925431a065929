package io.github.lrmfspark.ml;

import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The params of {@link LrmfAligner} and {@link LrmfAlignerModel}: those named here, and one for each of some settings. A setting
 * that is neither set nor has a default follows the measured recipe for the dimension and the number of rows.
 */
public interface LrmfAlignerParams extends Params {
    /** {@return the settings that are params of this stage} */
    default List<Setting<?>> settings() {
        return Keys.sections("data", "flow", "training", "bound");
    }

    /**
     * {@return a setting as a param, such as one for a grid to search}
     *
     * @param <T> class of the values
     * @param setting one of {@link #settings}
     */
    default <T> Param<T> param(Setting<T> setting) {
        return SettingParams.of(this, setting);
    }

    /** {@return the param of the column of vectors} */
    default Param<String> featuresCol() {
        return new Param<>(this, "featuresCol", "column of vectors: array<float>, array<double> or vector");
    }

    /** {@return the param of the column for the mapped vectors} */
    default Param<String> outputCol() {
        return new Param<>(
                this,
                "outputCol",
                "column for the mapped vectors, of the type of featuresCol; may be featuresCol itself");
    }

    /** {@return the param of the column that tells the domains of one dataset apart} */
    default Param<String> domainCol() {
        return new Param<>(
                this,
                "domainCol",
                "column that tells source rows from target rows where both are in one dataset; only source rows are"
                        + " mapped");
    }

    /** {@return the param of what {@link #domainCol} holds in source rows} */
    default Param<String> sourceValue() {
        return new Param<>(this, "sourceValue", "what domainCol, as text, holds in source rows");
    }

    /** {@return the param of what {@link #domainCol} holds in target rows} */
    default Param<String> targetValue() {
        return new Param<>(this, "targetValue", "what domainCol, as text, holds in target rows");
    }

    /** {@return the param of where the private densities are kept} */
    default Param<String> privateModels() {
        return new Param<>(
                this,
                "privateModels",
                "where the private densities are kept: those that are there are used, else they are fitted and saved");
    }
}
