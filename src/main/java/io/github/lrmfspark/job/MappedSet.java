package io.github.lrmfspark.job;

import io.github.lrmfspark.data.DomainMoments;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.RowPairs;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Setting;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Two sets, and the first of them as something else mapped it. */
final class MappedSet {
    private static final List<Setting<?>> IN_FORCE =
            List.of(Keys.DATA_INVALID, Keys.TRAINING_SEED, Keys.EVALUATION_ROWS);

    private final DomainMixin domains;
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
     * @throws InvalidInputException if they cannot be used, or the rows of source and mapped set cannot be told pair by pair
     */
    MappedSet(SparkSession spark, DomainMixin domains, String path, String idColumn, Settings settings) {
        InvalidRows invalid = InvalidRows.of(settings.get(Keys.DATA_INVALID));
        this.domains = domains;
        this.path = path;
        this.settings = settings;
        List<String> needed = Stream.concat(domains.labelColumns().stream(), Stream.of(idColumn))
                .toList();
        this.source = domains.source().check(domains.source().open(spark), needed, invalid);
        this.mapped = FeatureSet.scan(
                "the aligned set",
                ParquetSource.at(spark, path),
                domains.source().column(),
                List.of(idColumn),
                invalid);
        this.target = domains.readTarget(spark, invalid);
        FeatureSet.requireSameDimension(source, target);
        this.pairs = RowPairs.join(source, mapped, idColumn);
    }

    /**
     * Evaluates the map and tells what can be known without it: nothing of a loss or a training.
     *
     * @param command the line that does the same again
     */
    RunReport report(String command) {
        long seed = settings.get(Keys.TRAINING_SEED);
        Samples.Mapped samples =
                Samples.drawMapped(pairs, target, domains.labelColumn(), settings.get(Keys.EVALUATION_ROWS), seed);
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
                new RunReport.Rows(RunProvenance.read(source), RunProvenance.read(target), RunProvenance.read(mapped)),
                RunProvenance.coordinates(source, target, null),
                assessment.judged(),
                assessment.notes(),
                null,
                null,
                assessment.metrics(),
                null,
                assessment.pictures(),
                RunProvenance.of(settings.byKey(IN_FORCE), seed, inputs(), rows(), source, command));
    }

    private static DomainMoments moments(FeatureSet set) {
        return DomainMoments.of(set.valid(), set.schema().column());
    }

    private Map<String, String> inputs() {
        return Map.of("source", domains.source().path(), "aligned", path, "target", domains.target());
    }

    private Map<String, Long> rows() {
        return Map.of(
                "source", RunProvenance.read(source),
                "sourceDropped", source.statistics().dropped(),
                "aligned", RunProvenance.read(mapped),
                "alignedDropped", mapped.statistics().dropped(),
                "target", RunProvenance.read(target),
                "targetDropped", target.statistics().dropped());
    }
}
