package io.github.lrmfspark.job;

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

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where report.json goes (default: beside the output, under its name and -report).")
    private @Nullable String directory;

    /** The directory of the report on an output. */
    String directory(String output) {
        return directory == null ? new Path(output).suffix("-report").toString() : directory;
    }

    /** Writes the report on an output, complete or not at all, and returns its path. */
    String write(SparkSession spark, RunReport report, String output) {
        Path file = new Path(directory(output), NAME);
        Path unfinished = new Path(directory(output), "." + NAME + ".unfinished");
        try {
            FileContext files = FileContext.getFileContext(
                    file.toUri(), spark.sparkContext().hadoopConfiguration());
            try (OutputStream out = files.create(
                    unfinished, EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE), CreateOpts.createParent())) {
                ReportWriter.write(report, out);
            }
            files.rename(unfinished, file, Rename.OVERWRITE);
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report '" + file + "'", e);
        }
    }
}
