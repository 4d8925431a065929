package io.github.lrmfspark.job;

import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.InvalidInputException;
import io.github.lrmfspark.data.InvalidRows;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.Comparison;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.Pictures;
import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.ml.AlignmentFailedException;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.ml.LrmfAlignerSummary;
import io.github.lrmfspark.report.Build;
import io.github.lrmfspark.report.Provenance;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.train.ProgressListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Two sets, the training on them and what is reported of it. */
final class Alignment {
    private final SparkSession spark;
    private final DomainOptions domains;
    private final Settings settings;
    private final FeatureSet source;
    private final FeatureSet target;
    private final Samples samples;

    /**
     * Reads and checks both sets.
     *
     * @throws InvalidInputException if they cannot be used
     */
    Alignment(SparkSession spark, DomainOptions domains, Settings settings) {
        InvalidRows invalid = InvalidRows.of(settings.word(Setting.DATA_INVALID));
        this.spark = spark;
        this.domains = domains;
        this.settings = settings;
        this.source = domains.source().read(spark, invalid);
        this.target = domains.readTarget(spark, invalid);
        this.samples = Samples.draw(
                source,
                target,
                domains.labelColumn(),
                Math.toIntExact(settings.wholeNumber(Setting.EVALUATION_ROWS)),
                settings.wholeNumber(Setting.TRAINING_SEED));
    }

    /**
     * Trains a map on the two sets.
     *
     * @param keep takes the model, or the last good one where the training had to be given up
     * @throws AlignmentFailedException if the training had to be given up
     */
    LrmfAlignerModel train(ProgressListener progress, Consumer<LrmfAlignerModel> keep) {
        try {
            LrmfAlignerModel model = AlignerSettings.aligner(settings)
                    .setFeaturesCol(domains.source().column())
                    .setOutputCol(domains.source().column())
                    .setProgress(progress)
                    .fit(source, target);
            keep.accept(model);
            return model;
        } catch (AlignmentFailedException e) {
            keep.accept(e.lastGood());
            throw e;
        }
    }

    /** The source, checked. */
    FeatureSet source() {
        return source;
    }

    /**
     * Evaluates a model that was just trained and tells all of it.
     *
     * @param aligned rows of the output; null where nothing was mapped
     */
    RunReport report(LrmfAlignerModel model, @Nullable Long aligned) {
        LrmfAlignerSummary summary = model.summary();
        long seed = settings.wholeNumber(Setting.TRAINING_SEED);
        AlignedSamples after = after(model);
        Comparison comparison = Comparison.of(
                Evaluation.standard(seed), AlignedSamples.unaligned(samples.source(), samples.target()), after);
        return new RunReport(
                Verdict.of(comparison),
                new RunReport.Rows(read(source), read(target), aligned),
                RunReport.Loss.of(summary.trainingLoss(), summary.heldOutLoss()),
                null,
                RunReport.Metrics.of(comparison),
                RunReport.Training.of(summary.training()),
                Pictures.of(after, seed),
                provenance(summary));
    }

    private AlignedSamples after(LrmfAlignerModel model) {
        PackedRows mapped = model.map(samples.source().rows());
        return AlignedSamples.of(samples.source(), mapped, samples.target())
                .withReturned(model.inverse().map(mapped));
    }

    private Provenance provenance(LrmfAlignerSummary summary) {
        Map<String, String> schema = new LinkedHashMap<>();
        for (StructField field : source.rows().schema().fields()) {
            schema.put(field.name(), field.dataType().catalogString());
        }
        Map<String, String> versions = new TreeMap<>(Build.current().versions());
        versions.put("spark", spark.version());
        return new Provenance(
                versions,
                Build.current().commit(),
                AlignerSettings.used(settings, summary.recipe()),
                summary.recipe().training().seed(),
                new TreeMap<>(Map.of("source", domains.source().path(), "target", domains.target())),
                new TreeMap<>(Map.of(
                        "source", read(source),
                        "sourceDropped", source.statistics().dropped(),
                        "sourceTrainedOn", summary.sourceRows(),
                        "target", read(target),
                        "targetDropped", target.statistics().dropped(),
                        "targetTrainedOn", summary.targetRows())),
                schema,
                "");
    }

    private static long read(FeatureSet set) {
        return set.statistics().rows() + set.statistics().dropped();
    }
}
