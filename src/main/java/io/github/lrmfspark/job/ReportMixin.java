package io.github.lrmfspark.job;

import io.github.lrmfspark.report.HtmlReport;
import io.github.lrmfspark.report.ReportWriter;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.storage.FileStep;
import io.github.lrmfspark.storage.Place;
import io.github.lrmfspark.storage.RunPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import org.apache.commons.lang3.StringUtils;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the report goes: a directory, in which other files may be, on any file system that Hadoop knows. */
final class ReportMixin {
    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Where report.json and report.html go (default: beside what is reported on, under its name and"
                            + " -report).")
    private @Nullable String directory;

    void addTo(RunPlan plan, String output) {
        plan.fills("--report", directory(output), new ReportMark());
    }

    /** The directory of the report on an output. */
    private String directory(String output) {
        return directory == null
                ? StringUtils.removeEnd(StringUtils.stripEnd(output, "/"), "/.") + "-report"
                : directory;
    }

    /** Writes the report on an output, each file complete or not at all, and returns the path of the first. */
    String write(SparkSession spark, RunReport report, String output) {
        String directory = directory(output);
        try {
            return FileStep.take(() -> {
                Place place = Place.of(spark.sparkContext().hadoopConfiguration(), directory);
                FileContext files = place.context();
                write(files, new Path(place.path(), ReportMark.JSON), report, ReportWriter::write);
                write(files, new Path(place.path(), ReportMark.PAGE), report, HtmlReport::write);
                return new Path(directory, ReportMark.JSON).toString();
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report in '" + directory + "'", e);
        }
    }

    private static void write(FileContext files, Path file, RunReport report, Format format) throws IOException {
        Path unfinished = new Path(file.getParent(), "." + file.getName() + ".unfinished");
        try (OutputStream out = files.create(
                unfinished, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), CreateOpts.createParent())) {
            format.write(report, out);
        }
        files.rename(unfinished, file, Rename.OVERWRITE);
    }

    /** How a report is written. */
    @FunctionalInterface
    private interface Format {
        void write(RunReport report, OutputStream out) throws IOException;
    }
}
