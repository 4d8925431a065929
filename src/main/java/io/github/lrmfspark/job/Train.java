package io.github.lrmfspark.job;

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
    private ConfigurationOptions configuration;

    @Override
    Trained run(SparkSession spark) {
        outputs().check(spark, List.of(model, reports.directory(model)), domains.paths());
        Alignment alignment = new Alignment(spark, domains, configuration.settings());
        RunReport report = alignment.report(
                alignment.train(progress(), trained -> outputs().save(trained, model)), null);
        String file = reports.write(spark, report, model);
        console().printf("%n%s%nmodel   %s%nreport  %s%n", report.metrics().table(), model, file);
        return new Trained(model, file);
    }

    private record Trained(String model, String report) {}
}
