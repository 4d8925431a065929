package io.github.lrmfspark.job;

import io.github.lrmfspark.data.DomainMoments;
import io.github.lrmfspark.data.EvaluationRows;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.ml.AlignmentFailedException;
import io.github.lrmfspark.ml.LrmfAligner;
import io.github.lrmfspark.ml.LrmfAlignerModel;
import io.github.lrmfspark.ml.LrmfAlignerSummary;
import io.github.lrmfspark.parquet.InvalidRows;
import io.github.lrmfspark.parquet.ParquetSource;
import io.github.lrmfspark.report.Provenance;
import io.github.lrmfspark.report.RunReport;
import io.github.lrmfspark.settings.Keys;
import io.github.lrmfspark.settings.Settings;
import io.github.lrmfspark.storage.InvalidInputException;
import io.github.lrmfspark.train.ProgressListener;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Two sets, the training on them and what is reported of it. */
final class Alignment {
    private final DomainMixin domains;
    private final Settings settings;
    private final ParquetSource files;
    private final InvalidRows invalid;
    private final FeatureSet source;
    private final FeatureSet target;
    private final EvaluationRows judged;
    private final Samples samples;

    /**
     * Reads and checks both sets.
     *
     * @throws InvalidInputException if they cannot be used
     */
    Alignment(SparkSession spark, DomainMixin domains, Settings settings) {
        this.domains = domains;
        this.invalid = InvalidRows.of(settings.get(Keys.DATA_INVALID));
        this.settings = settings;
        this.files = domains.source().open(spark);
        this.source = domains.source().check(files, domains.labelColumns(), invalid);
        this.target = domains.readTarget(spark, invalid);
        this.judged = EvaluationRows.of(
                source, target, settings.get(Keys.TRAINING_HELD_OUT_FRACTION), settings.get(Keys.EVALUATION_ROWS));
        this.samples = Samples.draw(
                source,
                target,
                domains.labelColumn(),
                judged.source(),
                judged.target(),
                settings.get(Keys.TRAINING_SEED));
    }

    /**
     * Trains a map on the two sets.
     *
     * @param keep takes the model, or the last good one where the training had to be given up
     * @throws AlignmentFailedException if the training had to be given up
     */
    LrmfAlignerModel train(
            PrivateModelMixin privateModels,
            CheckpointMixin checkpoints,
            ProgressListener progress,
            Consumer<LrmfAlignerModel> keep) {
        LrmfAligner aligner = new LrmfAligner()
                .set(settings)
                .setFeaturesCol(domains.source().column())
                .setOutputCol(domains.source().column())
                .setProgress(progress);
        checkpoints.setOn(aligner);
        try {
            LrmfAlignerModel model = privateModels.setOn(aligner).fit(source, target);
            keep.accept(model);
            return model;
        } catch (AlignmentFailedException e) {
            keep.accept(e.lastGood());
            throw e;
        }
    }

    /** Writes the source as a model maps it into a new directory. */
    void map(LrmfAlignerModel model, String directory) throws IOException {
        RunProvenance.requireAll(model.map(files, invalid, directory), source);
    }

    /**
     * Evaluates a model that was just trained and tells all of it.
     *
     * @param output the source as it was mapped and written; null where it was not
     * @param command the line that does the same again
     */
    RunReport report(LrmfAlignerModel model, @Nullable Dataset<Row> output, String command) {
        LrmfAlignerSummary summary = model.summary();
        DomainMoments mapped = moments(output == null ? model.transform(source.valid()) : output);
        Assessment assessment = Assessment.of(
                samples,
                mappedSamples(model),
                judged.heldOut(),
                moments(source.valid()),
                mapped,
                moments(target.valid()),
                settings.get(Keys.TRAINING_SEED));
        return new RunReport(
                assessment.verdict(),
                new RunReport.Rows(
                        RunProvenance.read(source), RunProvenance.read(target), output == null ? null : mapped.rows()),
                RunProvenance.coordinates(source, target, model.spec().learntDimension()),
                assessment.judged(),
                assessment.notes(),
                RunReport.Loss.of(summary.trainingLoss(), summary.heldOutLoss()),
                summary.bound() == null ? null : RunReport.Bound.of(summary.bound()),
                assessment.metrics(),
                RunReport.Training.of(summary.training(), summary.polish().label()),
                assessment.pictures(),
                provenance(summary, command));
    }

    private DomainMoments moments(Dataset<Row> rows) {
        return DomainMoments.of(rows, domains.source().column());
    }

    private AlignedSamples mappedSamples(LrmfAlignerModel model) {
        LrmfAlignerModel.Mapped mapped = model.mapWithLogDet(samples.source().rows());
        return AlignedSamples.of(samples.source(), mapped.rows(), samples.target())
                .withReturned(model.inverse().map(mapped.rows()))
                .withLogDet(mapped.logDet());
    }

    private Provenance provenance(LrmfAlignerSummary summary, String command) {
        return RunProvenance.of(
                settings.orElse(summary.recipe().settings()).byKey(Keys.all()),
                summary.recipe().training().seed(),
                Map.of("source", domains.source().path(), "target", domains.target()),
                Map.of(
                        "source", RunProvenance.read(source),
                        "sourceDropped", source.statistics().dropped(),
                        "sourceTrainedOn", summary.sourceRows(),
                        "target", RunProvenance.read(target),
                        "targetDropped", target.statistics().dropped(),
                        "targetTrainedOn", summary.targetRows()),
                source,
                command);
    }
}
