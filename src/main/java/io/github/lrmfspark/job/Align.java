package io.github.lrmfspark.job;

import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.report.RunReport;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code align}: learns a map, maps the source with it and reports. */
@Command(name = "align", description = "Learns the map from a source set to a target set and writes the source mapped.")
final class Align extends SparkCommand {
    @Mixin
    private DomainOptions domains;

    @Option(names = "--output", required = true, paramLabel = "PATH", description = "Where the mapped source goes.")
    private String output;

    @Option(names = "--model", paramLabel = "PATH", description = "Where the model goes (default: it is not saved).")
    private @Nullable String model;

    @Mixin
    private ReportOptions reports;

    @Mixin
    private ConfigurationOptions configuration;

    @Override
    Aligned run(SparkSession spark) {
        List<String> paths = Stream.of(output, reports.directory(output), model)
                .filter(Objects::nonNull)
                .toList();
        outputs().check(spark, paths, domains.paths());
        Alignment alignment = new Alignment(spark, domains, configuration.settings());
        LrmfAlignerModel trained = alignment.train(progress(), this::keep);
        outputs().write(trained.transform(alignment.source().valid()), output);
        long rows = spark.read().parquet(output).count();
        RunReport report = alignment.report(trained, rows);
        String file = reports.write(spark, report, output);
        console().printf("%n%s%noutput  %s%nreport  %s%n", report.metrics().table(), output, file);
        return new Aligned(output, file, rows);
    }

    private void keep(LrmfAlignerModel trained) {
        if (model != null) {
            outputs().save(trained, model);
        }
    }

    private record Aligned(String output, String report, long rows) {}
}
