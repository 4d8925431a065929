package io.github.lrmfspark.pipeline;

import io.github.lrmfspark.data.DomainMoments;
import io.github.lrmfspark.data.EvaluationRows;
import io.github.lrmfspark.data.FeatureSet;
import io.github.lrmfspark.data.Moments;
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
import io.github.lrmfspark.train.PhaseTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Two sets, the training on them and what is reported of it. */
public final class Alignment {
    private final String sparkVersion;
    private final DomainPaths paths;
    private final LrmfAligner aligner;
    private final ParquetSource files;
    private final InvalidRows invalid;
    private final FeatureSet source;
    private final FeatureSet target;
    private final EvaluationRows judged;
    private final Samples samples;
    private final Settings settings;
    private final PhaseTimes times = new PhaseTimes();

    /**
     * Reads and checks both sets, and draws the rows that figures are of.
     *
     * @param aligner what learns the map, as the settings say
     * @param settings say what becomes of invalid rows, which rows figures are of, and the seed
     * @throws InvalidInputException if the sets cannot be used
     */
    public Alignment(SparkSession spark, DomainPaths paths, LrmfAligner aligner, Settings settings) {
        this.sparkVersion = spark.version();
        this.paths = paths;
        this.aligner = aligner;
        this.settings = settings;
        this.invalid = InvalidRows.of(settings.get(Keys.DATA_INVALID));
        this.files = ParquetSource.at(spark, paths.source());
        this.source = times.time("reading", () -> paths.checkSource(files, invalid));
        this.target = times.time("reading", () -> paths.readTarget(spark, invalid));
        this.judged = EvaluationRows.of(
                source, target, settings.get(Keys.TRAINING_HELD_OUT_FRACTION), settings.get(Keys.EVALUATION_ROWS));
        this.samples = Samples.draw(
                source,
                target,
                paths.labelColumn(),
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
    public LrmfAlignerModel train(Consumer<LrmfAlignerModel> keep) {
        try {
            LrmfAlignerModel model = aligner.fit(source, target);
            times.add(model.summary().seconds());
            keep.accept(model);
            return model;
        } catch (AlignmentFailedException e) {
            keep.accept(e.lastGood());
            throw e;
        }
    }

    /** Writes the source as a model maps it, at length one where that is asked for, into a new directory. */
    public void map(LrmfAlignerModel model, String directory) throws IOException {
        source.requireAllWritten(times.time("mapping", () -> writing(model).map(files, invalid, directory)));
    }

    /** The model, with images as the settings have them written. */
    private LrmfAlignerModel writing(LrmfAlignerModel model) {
        return model.copy(ParamMap.empty()).setNormalise(settings.get(Keys.OUTPUT_NORMALISE));
    }

    /**
     * Evaluates a model that was just trained and tells all of it. Figures are of rows as {@link #map} writes them, or would.
     *
     * @param output the source as it was mapped and written; null where it was not
     * @param command the line that does the same again
     */
    public RunReport report(LrmfAlignerModel model, @Nullable Dataset<Row> output, String command) {
        LrmfAlignerSummary summary = model.summary();
        Moments mapped = moments(output == null ? writing(model).transform(source.valid()) : output);
        Assessment assessment = times.time(
                "figures",
                () -> Assessment.of(
                        samples,
                        mappedSamples(model),
                        judged.heldOut(),
                        moments(source.valid()),
                        mapped,
                        moments(target.valid()),
                        settings.get(Keys.TRAINING_SEED)));
        return new RunReport(
                assessment.verdict(),
                new RunReport.Rows(
                        source.statistics().read(), target.statistics().read(), output == null ? null : mapped.rows()),
                RunReport.Coordinates.of(
                        source.statistics(), target.statistics(), model.spec().learntDimension()),
                assessment.judged(),
                Stream.concat(assessment.notes().stream(), notes(summary)).toList(),
                RunReport.Loss.of(summary.trainingLoss(), summary.heldOutLoss()),
                summary.bound() == null || summary.bound().fellShort() ? null : RunReport.Bound.of(summary.bound()),
                assessment.metrics(),
                assessment.lengths(),
                summary.choice() == null ? null : RunReport.Candidates.of(summary.choice()),
                RunReport.Training.of(summary.training(), summary.polish().label()),
                times.seconds(),
                assessment.pictures(),
                provenance(summary, command));
    }

    /** What a reader of loss, bound and figures has to know. */
    private Stream<String> notes(LrmfAlignerSummary summary) {
        List<String> notes = new ArrayList<>();
        if (summary.choice() != null && !summary.choice().isLast()) {
            notes.add("Loss and bound are of the map that was trained last, and not of '"
                    + summary.choice().best().name() + "', which was written.");
        }
        if (summary.bound() != null && summary.bound().fellShort()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The bound cannot be had of these rows: densities that were fitted to one set alone fall short of the one of"
                            + " both by %.2f ± %.2f nats a pair.",
                    -summary.bound().gap(),
                    summary.bound().gapStandardError()));
        }
        if (settings.get(Keys.OUTPUT_NORMALISE)) {
            notes.add("Mapped rows were brought to length one before they were judged, as " + Keys.OUTPUT_NORMALISE
                    + " says; roundTripError is of the way back from there.");
        }
        return notes.stream();
    }

    private Moments moments(Dataset<Row> rows) {
        return DomainMoments.of(rows, paths.column());
    }

    private AlignedSamples mappedSamples(LrmfAlignerModel model) {
        LrmfAlignerModel.Mapped mapped =
                writing(model).mapWithLogDet(samples.source().rows());
        return AlignedSamples.of(samples.source(), mapped.rows(), samples.target())
                .withReturned(model.inverse().map(mapped.rows()))
                .withLogDet(mapped.logDet());
    }

    private Provenance provenance(LrmfAlignerSummary summary, String command) {
        return Provenance.of(
                sparkVersion,
                settings.orElse(summary.recipe().settings()).byKey(Keys.all()),
                settings.get(Keys.TRAINING_SEED),
                Map.of("source", paths.source(), "target", paths.target()),
                Map.of(
                        "source", source.statistics().read(),
                        "sourceDropped", source.statistics().dropped(),
                        "sourceTrainedOn", summary.sourceRows(),
                        "target", target.statistics().read(),
                        "targetDropped", target.statistics().dropped(),
                        "targetTrainedOn", summary.targetRows()),
                source.columnTypes(),
                command);
    }
}
