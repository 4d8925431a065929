package io.github.lrmfspark.job;

import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.Marks;
import io.github.lrmfspark.storage.RunPlan;
import io.github.lrmfspark.train.ConsoleProgress;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: learns a map and saves it. */
@Command(name = "train", description = "Learns the map from a source set to a target set.")
final class Train extends SparkCommand {
    @Mixin
    private DomainMixin domains;

    @Option(names = "--model", required = true, paramLabel = "PATH", description = "Where the model goes.")
    private String model;

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

    @Override
    Result run(SparkSession spark) {
        RunPlan plan = outputs().plan(spark).writes("--model", model, Marks.MODEL);
        domains.addTo(plan);
        reports.addTo(plan, model);
        privateModels.addTo(plan);
        checkpoints.addTo(plan);
        outputs().begin(plan, spark);
        Settings settings = configuration.settings();
        Alignment alignment = new Alignment(spark, domains, settings);
        ConsoleProgress progress = progress();
        LrmfAlignerModel trained = alignment.train(
                privateModels, checkpoints, progress, fitted -> outputs().save(fitted, model));
        progress.last("report");
        RunReport report = alignment.report(trained, null, repeating(settings));
        String file = reports.write(spark, report, model);
        checkpoints.remove(spark, console());
        tell(report, "model   " + model, "report  " + file);
        return verdicts.result(
                report.verdict(), new Trained(model, file, report.verdict().outcome()));
    }

    private record Trained(String model, String report, Verdict.Outcome verdict) {}
}
