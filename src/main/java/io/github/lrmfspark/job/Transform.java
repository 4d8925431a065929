package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.Marks;
import io.github.lrmfspark.storage.RunPlan;
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
    private SourceMixin source;

    @Option(names = "--output", required = true, paramLabel = "PATH", description = "Where the mapped set goes.")
    private String output;

    @Option(names = "--inverse", description = "Map back, from the target to the source.")
    private boolean inverse;

    @Mixin
    private PartitionMixin partition;

    @Mixin
    private ConfigurationMixin configuration;

    @Override
    Result run(SparkSession spark) {
        String directory = partition.directory(output);
        RunPlan plan =
                outputs().plan(spark).reads("--model", "a saved model", model).writes("--output", directory, Marks.SET);
        source.addTo(plan);
        outputs().begin(plan, spark);
        LrmfAlignerModel loaded = LrmfAlignerModel.read().session(spark).load(model);
        Settings settings = configuration.settings();
        InvalidRows invalid = InvalidRows.of(settings.get(Keys.DATA_INVALID));
        ParquetSource files = partition.of(source.open(spark));
        FeatureSet set = source.check(files, invalid);
        loaded.requireDimension(set);
        LrmfAlignerModel map = (inverse ? loaded.inverse() : loaded)
                .setFeaturesCol(source.column())
                .setNormalise(settings.get(Keys.OUTPUT_NORMALISE));
        outputs()
                .write(
                        spark,
                        directory,
                        Marks.SET,
                        unfinished -> set.requireAllWritten(map.map(files, invalid, unfinished)));
        return Result.done(new Transformed(directory, set.statistics().rows()));
    }

    private record Transformed(String output, long rows) {}
}
