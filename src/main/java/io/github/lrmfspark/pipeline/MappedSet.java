package io.github.lrmfspark.pipeline;

import io.github.lrmfspark.data.DomainMoments;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.RowPairs;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.report.Provenance;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Two sets, and the first of them as something else mapped it. */
public final class MappedSet {
    private static final List<Setting<?>> IN_FORCE =
            List.of(Keys.DATA_INVALID, Keys.TRAINING_SEED, Keys.EVALUATION_ROWS);

    private final String sparkVersion;
    private final DomainPaths paths;
    private final String path;
    private final Settings settings;
    private final FeatureSet source;
    private final FeatureSet mapped;
    private final FeatureSet target;
    private final RowPairs pairs;

    /**
     * Reads and checks all sets.
     *
     * @param path of the mapped set
     * @param idColumn what names a row in the source and in the mapped set
     * @param settings say what becomes of rows without a vector of finite values, which rows figures are of, and the seed
     * @throws InvalidInputException if they cannot be used, or the rows of source and mapped set cannot be told pair by pair
     */
    public MappedSet(SparkSession spark, DomainPaths paths, String path, String idColumn, Settings settings) {
        InvalidRows invalid = InvalidRows.of(settings.get(Keys.DATA_INVALID));
        this.sparkVersion = spark.version();
        this.paths = paths;
        this.settings = settings;
        this.path = path;
        this.source = paths.checkSource(ParquetSource.at(spark, paths.source()), invalid, idColumn);
        this.mapped = FeatureSet.scan(
                "the aligned set", ParquetSource.at(spark, path), paths.column(), List.of(idColumn), invalid);
        this.target = paths.readTarget(spark, invalid);
        FeatureSet.requireSameDimension(source, target);
        this.pairs = RowPairs.join(source, mapped, idColumn);
    }

    /**
     * Evaluates the map and tells what can be known without it: nothing of a loss or a training.
     *
     * @param command the line that does the same again
     */
    public RunReport report(String command) {
        long seed = settings.get(Keys.TRAINING_SEED);
        Samples.Mapped samples =
                Samples.drawMapped(pairs, target, paths.labelColumn(), settings.get(Keys.EVALUATION_ROWS), seed);
        Assessment assessment = Assessment.of(
                samples.samples(),
                AlignedSamples.of(
                        samples.samples().source(),
                        samples.mapped(),
                        samples.samples().target()),
                false,
                moments(source),
                moments(mapped),
                moments(target),
                seed);
        return new RunReport(
                assessment.verdict(),
                new RunReport.Rows(
                        source.statistics().read(),
                        target.statistics().read(),
                        mapped.statistics().read()),
                RunReport.Coordinates.of(source.statistics(), target.statistics(), null),
                assessment.judged(),
                assessment.notes(),
                null,
                null,
                assessment.metrics(),
                assessment.lengths(),
                null,
                null,
                Map.of(),
                assessment.pictures(),
                Provenance.of(
                        sparkVersion, settings.byKey(IN_FORCE), seed, inputs(), rows(), source.columnTypes(), command));
    }

    private static Moments moments(FeatureSet set) {
        return DomainMoments.of(set.valid(), set.schema().column());
    }

    private Map<String, String> inputs() {
        return Map.of("source", paths.source(), "aligned", path, "target", paths.target());
    }

    private Map<String, Long> rows() {
        return Map.of(
                "source", source.statistics().read(),
                "sourceDropped", source.statistics().dropped(),
                "aligned", mapped.statistics().read(),
                "alignedDropped", mapped.statistics().dropped(),
                "target", target.statistics().read(),
                "targetDropped", target.statistics().dropped());
    }
}
