package io.github.lrmfspark.job;

import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.report.RunReport;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: learns a map and saves it. */
@Command(name = "train", description = "Learns the map from a source set to a target set.")
final class Train extends SparkCommand {
    @Mixin
    private DomainOptions domains;

    @Option(names = "--model", required = true, paramLabel = "PATH", description = "Where the model goes.")
    private String model;

    @Mixin
    private ReportOptions reports;

    @Mixin
    private PrivateModelOptions privateModels;

    @Mixin
    private CheckpointOptions checkpoints;

    @Mixin
    private VerdictOptions verdicts;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    Result run(SparkSession spark) {
        privateModels.check(
                spark, outputs(), List.of(model, reports.directory(model)), checkpoints.beside(domains.paths()));
        Settings settings = configuration.settings();
        Alignment alignment = new Alignment(spark, domains, settings);
        LrmfAlignerModel trained = alignment.train(
                privateModels, checkpoints, progress(), fitted -> outputs().save(fitted, model));
        RunReport report = alignment.report(trained, null, repeating(settings));
        String file = reports.write(spark, report, model);
        checkpoints.remove(spark, console());
        tell(report, "model   " + model, "report  " + file);
        return verdicts.result(
                report.verdict(), new Trained(model, file, report.verdict().outcome()));
    }

    private record Trained(String model, String report, Verdict.Outcome verdict) {}
}
