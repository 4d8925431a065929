package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.InvalidRows;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code transform}: maps a set with a saved model. */
@Command(name = "transform", description = "Maps a set with a model.")
final class Transform extends SparkCommand {
    @Option(names = "--model", required = true, paramLabel = "PATH", description = "The model.")
    private String model;

    @Mixin
    private SourceOptions source;

    @Option(names = "--output", required = true, paramLabel = "PATH", description = "Where the mapped set goes.")
    private String output;

    @Option(names = "--inverse", description = "Map back, from the target to the source.")
    private boolean inverse;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    Result run(SparkSession spark) {
        outputs().check(spark, List.of(output), List.of(source.path(), model));
        LrmfAlignerModel loaded = LrmfAlignerModel.load(model);
        FeatureSet set =
                source.read(spark, InvalidRows.of(configuration.settings().word(Setting.DATA_INVALID)));
        loaded.requireDimension(set);
        LrmfAlignerModel map = (inverse ? loaded.inverse() : loaded)
                .setFeaturesCol(source.column())
                .setOutputCol(source.column());
        outputs().write(map.transform(set.valid()), output);
        return Result.done(new Transformed(output, spark.read().parquet(output).count()));
    }

    private record Transformed(String output, long rows) {}
}
