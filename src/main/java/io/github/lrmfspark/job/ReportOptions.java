package io.github.lrmfspark.job;

import io.github.lrmfspark.report.HtmlReport;
import io.github.lrmfspark.report.ReportWriter;
import io.github.lrmfspark.report.RunReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the report goes: a directory of its own, on any file system that Hadoop knows. */
final class ReportOptions {
    private static final String NAME = "report.json";
    private static final String PAGE = "report.html";

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Where report.json and report.html go (default: beside what is reported on, under its name and"
                            + " -report).")
    private @Nullable String directory;

    /** The directory of the report on an output. */
    String directory(String output) {
        return directory == null ? new Path(output).suffix("-report").toString() : directory;
    }

    /** Writes the report on an output, each file complete or not at all, and returns the path of the first. */
    String write(SparkSession spark, RunReport report, String output) {
        Path directory = new Path(directory(output));
        try {
            FileContext files = FileContext.getFileContext(
                    directory.toUri(), spark.sparkContext().hadoopConfiguration());
            write(files, new Path(directory, NAME), report, ReportWriter::write);
            write(files, new Path(directory, PAGE), report, HtmlReport::write);
            return new Path(directory, NAME).toString();
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
