package io.github.lrmfspark.job;

import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.Marks;
import io.github.lrmfspark.storage.RunPlan;
import io.github.lrmfspark.train.ConsoleProgress;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code align}: learns a map, maps the source with it and reports. */
@Command(name = "align", description = "Learns the map from a source set to a target set and writes the source mapped.")
final class Align extends SparkCommand {
    @Mixin
    private DomainMixin domains;

    @Option(names = "--output", required = true, paramLabel = "PATH", description = "Where the mapped source goes.")
    private String output;

    @Option(names = "--model", paramLabel = "PATH", description = "Where the model goes (default: it is not saved).")
    private @Nullable String model;

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
        outputs().begin(plan(spark), spark);
        Settings settings = configuration.settings();
        Alignment alignment = new Alignment(spark, domains, settings);
        ConsoleProgress progress = progress();
        LrmfAlignerModel trained = alignment.train(privateModels, checkpoints, progress, this::keep);
        progress.last("mapping and report");
        outputs().write(output, Marks.SET, directory -> alignment.map(trained, directory));
        Dataset<Row> mapped =
                ParquetSource.at(spark, output).rows(List.of(domains.source().column()));
        RunReport report = alignment.report(trained, mapped, repeating(settings));
        String file = reports.write(spark, report, output);
        checkpoints.remove(spark, console());
        tell(report, "output  " + output, "report  " + file);
        long rows = Objects.requireNonNull(report.rows().aligned());
        return verdicts.result(
                report.verdict(),
                new Aligned(output, file, rows, report.verdict().outcome()));
    }

    private RunPlan plan(SparkSession spark) {
        RunPlan plan = outputs().plan(spark).writes("--output", output, Marks.SET);
        if (model != null) {
            plan.writes("--model", model, Marks.MODEL);
        }
        domains.addTo(plan);
        reports.addTo(plan, output);
        privateModels.addTo(plan);
        checkpoints.addTo(plan);
        return plan;
    }

    private void keep(LrmfAlignerModel trained) {
        if (model != null) {
            outputs().save(trained, model);
        }
    }

    private record Aligned(String output, String report, long rows, Verdict.Outcome verdict) {}
}
