package io.github.lrmfspark.job;

import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.pipeline.MappedSet;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.RunPlan;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code evaluate}: reports on a mapped set, whatever mapped it. */
@Command(
        name = "evaluate",
        description = {
            "Reports how well a source set, as any tool mapped it, fits a target set.",
            "Of the configuration, data.invalid, evaluation.rows and training.seed count."
        })
final class Evaluate extends SparkCommand {
    @Mixin
    private DomainMixin domains;

    @Option(
            names = "--aligned",
            required = true,
            paramLabel = "PATH",
            description = "The source as it was mapped, in Parquet: the same rows by their ids.")
    private String aligned;

    @Option(
            names = "--id-col",
            paramLabel = "NAME",
            defaultValue = "id",
            description = "The column that names a row in the source and in the mapped set.")
    private String idColumn;

    @Mixin
    private ReportMixin reports;

    @Mixin
    private VerdictMixin verdicts;

    @Mixin
    private ConfigurationMixin configuration;

    @Override
    Result run(SparkSession spark) {
        RunPlan plan = outputs().plan(spark).reads("--aligned", "Parquet files", aligned);
        domains.addTo(plan);
        reports.addTo(plan, aligned);
        outputs().begin(plan, spark);
        Settings settings = configuration.settings();
        RunReport report =
                new MappedSet(spark, domains.paths(), aligned, idColumn, settings).report(repeating(settings));
        String file = reports.write(spark, report, aligned);
        tell(report, "report  " + file);
        return verdicts.result(
                report.verdict(), new Evaluated(file, report.verdict().outcome()));
    }

    private record Evaluated(String report, Verdict.Outcome verdict) {}
}
