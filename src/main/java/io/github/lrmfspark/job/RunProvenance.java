package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.report.Build;
import io.github.lrmfspark.report.Provenance;
import io.github.lrmfspark.report.RunReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** What a report was made from. */
final class RunProvenance {
    private RunProvenance() {}

    /**
     * The provenance of a run.
     *
     * @param options by key, as they were used
     * @param inputs paths by role
     * @param rows counts by role
     * @param source the set whose schema is told
     * @param command the line that does the same again
     */
    static Provenance of(
            Map<String, Object> options,
            long seed,
            Map<String, String> inputs,
            Map<String, Long> rows,
            FeatureSet source,
            String command) {
        SparkSession spark = source.rows().sparkSession();
        Map<String, String> schema = new LinkedHashMap<>();
        for (StructField field : source.rows().schema().fields()) {
            schema.put(field.name(), field.dataType().catalogString());
        }
        Map<String, String> versions = new TreeMap<>(Build.current().versions());
        versions.put("spark", spark.version());
        return new Provenance(
                versions,
                Build.current().commit(),
                options,
                seed,
                new TreeMap<>(inputs),
                new TreeMap<>(rows),
                schema,
                command);
    }

    /** @throws IllegalStateException if not as many rows were written as are valid in a set */
    static void requireAll(long written, FeatureSet set) {
        if (written != set.statistics().rows()) {
            throw new IllegalStateException(
                    "Expected " + set.statistics().rows() + " rows to be written, as many as were read; wrote "
                            + written + ". Let nothing change the set meanwhile");
        }
    }

    /** Coordinates of two sets, of which a map was trained on {@code learnt}; null where none was trained. */
    static RunReport.Coordinates coordinates(FeatureSet source, FeatureSet target, @Nullable Integer learnt) {
        return new RunReport.Coordinates(
                source.statistics().dimension(),
                source.statistics().marginals().constant().length,
                target.statistics().marginals().constant().length,
                learnt);
    }

    /** Rows of a set, those included that were dropped. */
    static long read(FeatureSet set) {
        return set.statistics().rows() + set.statistics().dropped();
    }
}
