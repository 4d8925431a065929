package io.github.lrmfspark.pipeline;

import io.github.lrmfspark.report.HtmlReport;
import io.github.lrmfspark.report.ReportWriter;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.storage.FileStep;
import io.github.lrmfspark.storage.Place;
import io.github.lrmfspark.storage.StagedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Path;

/** A report as files of a directory, in which others may be, on any file system that Hadoop knows. */
public final class ReportFiles {
    static final String JSON = "report.json";
    static final String PAGE = "report.html";

    private ReportFiles() {}

    /**
     * Writes a report, each file complete or not at all.
     *
     * @return the path of the one in JSON
     * @throws UncheckedIOException if it cannot be written
     */
    public static String write(Configuration hadoop, String directory, RunReport report) {
        try {
            return FileStep.take(() -> {
                Place place = Place.of(hadoop, directory);
                FileContext files = place.context();
                StagedFile.write(files, new Path(place.path(), JSON), out -> ReportWriter.write(report, out));
                StagedFile.write(files, new Path(place.path(), PAGE), out -> HtmlReport.write(report, out));
                return new Path(directory, JSON).toString();
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report in '" + directory + "'", e);
        }
    }
}
