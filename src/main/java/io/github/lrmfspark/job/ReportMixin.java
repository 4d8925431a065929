package io.github.lrmfspark.job;

import io.github.lrmfspark.pipeline.ReportFiles;
import io.github.lrmfspark.pipeline.ReportMark;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.storage.RunPlan;
import org.apache.commons.lang3.StringUtils;
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

    /** Writes the report on an output, and returns the path of the file in JSON. */
    String write(SparkSession spark, RunReport report, String output) {
        return ReportFiles.write(spark.sparkContext().hadoopConfiguration(), directory(output), report);
    }
}
