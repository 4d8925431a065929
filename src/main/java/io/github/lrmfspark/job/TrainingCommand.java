package io.github.lrmfspark.job;

import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.pipeline.Alignment;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.Marks;
import io.github.lrmfspark.storage.RunPlan;
import io.github.lrmfspark.train.ConsoleProgress;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/**
 * What {@code align} and {@code train} do, in this order: check every place, read both sets, learn the map, keep the model, map
 * the source where that is asked for, report, and remove the checkpoints.
 */
abstract class TrainingCommand extends SparkCommand {
    @Mixin
    private DomainMixin domains;

    @Mixin
    private ReportMixin reports;

    @Mixin
    private PrivateModelMixin privateModels;

    @Mixin
    private CheckpointMixin checkpoints;

    @Mixin
    private VerdictMixin verdicts;

    @Mixin
    private ConfigurationMixin configuration;

    /** Where the mapped source goes; empty where it is not mapped. */
    abstract Optional<String> output();

    /** Where the model goes; empty where it is not kept, and then the source is mapped. */
    abstract Optional<String> model();

    /**
     * What the line of JSON says.
     *
     * @param file of the report
     */
    abstract Record line(RunReport report, String file);

    @Override
    final Result run(SparkSession spark) {
        outputs().begin(plan(spark), spark);
        Settings settings = configuration.settings();
        ConsoleProgress progress = progress();
        Alignment alignment =
                new Alignment(spark, domains.paths(), aligner(settings).setProgress(progress), settings);
        LrmfAlignerModel trained =
                alignment.train(fitted -> model().ifPresent(path -> outputs().save(spark, fitted, path)));
        progress.last(output().isPresent() ? "mapping and report" : "report");
        RunReport report = alignment.report(trained, mapped(spark, alignment, trained), repeating(settings));
        String file = reports.write(spark, report, place());
        checkpoints.remove(spark, console());
        tell(report, (output().isPresent() ? "output  " : "model   ") + place(), "report  " + file);
        return verdicts.result(report.verdict(), line(report, file));
    }

    private RunPlan plan(SparkSession spark) {
        RunPlan plan = outputs().plan(spark);
        output().ifPresent(path -> plan.writes("--output", path, Marks.SET));
        model().ifPresent(path -> plan.writes("--model", path, Marks.MODEL));
        domains.addTo(plan);
        reports.addTo(plan, place());
        privateModels.addTo(plan);
        checkpoints.addTo(plan);
        return plan;
    }

    private LrmfAligner aligner(Settings settings) {
        LrmfAligner aligner = new LrmfAligner()
                .set(settings)
                .setFeaturesCol(domains.source().column())
                .setOutputCol(domains.source().column());
        checkpoints.setOn(aligner);
        return privateModels.setOn(aligner);
    }

    /** The source as it was mapped and written; null where it is not mapped. */
    private @Nullable Dataset<Row> mapped(SparkSession spark, Alignment alignment, LrmfAlignerModel trained) {
        if (output().isEmpty()) {
            return null;
        }
        String path = output().get();
        outputs().write(spark, path, Marks.SET, directory -> alignment.map(trained, directory));
        return ParquetSource.at(spark, path).rows(List.of(domains.source().column()));
    }

    /** Of what the command makes, the one that the report is on. */
    private String place() {
        return output().or(this::model).orElseThrow();
    }

    @Override
    final Optional<String> checkpoints(SparkSession spark) {
        return checkpoints.kept(spark);
    }
}
