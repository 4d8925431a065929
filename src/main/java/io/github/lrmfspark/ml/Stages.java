package io.github.lrmfspark.ml;

import static org.apache.spark.sql.functions.lit;

import io.github.lrmfspark.data.FeatureSchema;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.Arrays;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/** What the aligner and its model do alike. */
final class Stages {
    private Stages() {}

    /** Sets the defaults; a stage calls it once its uid is set. */
    static void setDefaults(LrmfAlignerParams stage) {
        stage.setDefault(stage.featuresCol(), "features");
        stage.setDefault(stage.outputCol(), "aligned");
        stage.setDefault(stage.sourceValue(), "source");
        stage.setDefault(stage.targetValue(), "target");
        SettingParams.setDefaults(stage);
    }

    /**
     * The schema with the output column, checked without reading a row.
     *
     * @throws InvalidInputException if a column is missing, of another type, or in the way
     */
    static StructType transformSchema(LrmfAlignerParams stage, StructType schema) {
        FeatureSchema features = FeatureSchema.of(schema, stage.getOrDefault(stage.featuresCol()));
        if (stage.isSet(stage.domainCol())) {
            FeatureSchema.requireColumn(schema, stage.getOrDefault(stage.domainCol()));
        }
        String output = stage.getOrDefault(stage.outputCol());
        if (output.equals(features.column())) {
            return schema;
        }
        if (Arrays.asList(schema.fieldNames()).contains(output)) {
            throw new InvalidInputException("Expected no column '" + output
                    + "' yet, since it is the output column; found one. Choose another outputCol");
        }
        return schema.add(output, features.type());
    }

    /** Whether {@code domainCol} holds the source's value; true for every row where there is no such column. */
    static Column isSource(LrmfAlignerParams stage) {
        return stage.isSet(stage.domainCol()) ? isOfDomain(stage, stage.sourceValue()) : lit(true);
    }

    /** Whether {@code domainCol} holds a value. */
    static Column isOfDomain(LrmfAlignerParams stage, Param<String> value) {
        return FeatureSchema.quoted(stage.getOrDefault(stage.domainCol()))
                .cast("string")
                .eqNullSafe(stage.getOrDefault(value));
    }
}
