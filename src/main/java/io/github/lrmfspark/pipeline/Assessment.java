package io.github.lrmfspark.pipeline;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.Samples;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.Comparison;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.FloorDraws;
import io.github.lrmfspark.evaluation.LabelRules;
import io.github.lrmfspark.evaluation.Lengths;
import io.github.lrmfspark.evaluation.Pictures;
import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.report.RunReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a report says of a map, ours or another's, by samples and by the moments of all rows. */
record Assessment(
        Verdict verdict,
        RunReport.Judged judged,
        List<String> notes,
        RunReport.Metrics metrics,
        @Nullable Lengths lengths,
        Pictures pictures) {

    /**
     * Assesses a map.
     *
     * @param drawn the rows, with more of the target
     * @param samples the same before and after; their moments are replaced
     * @param heldOut whether these rows are known to have been held out of training
     * @param source moments of all source rows
     * @param mapped moments of all of them as mapped
     * @param target moments of all target rows
     * @param seed settles what is random in the figures
     */
    static Assessment of(
            Samples drawn,
            AlignedSamples samples,
            boolean heldOut,
            Moments source,
            Moments mapped,
            Moments target,
            long seed) {
        AlignedSamples before =
                AlignedSamples.unaligned(samples.source(), samples.target()).withMoments(source, target);
        AlignedSamples after = samples.withMoments(mapped, target);
        FloorDraws draws = FloorDraws.of(drawn.moreOfTarget(), before, seed);
        Comparison comparison = Comparison.of(Evaluation.standard(seed), before, after, draws, heldOut, seed);
        return new Assessment(
                Verdict.of(comparison),
                new RunReport.Judged(
                        samples.source().rows().rows(), samples.target().rows().rows(), heldOut),
                LabelRules.notes(samples, drawn.labels()),
                RunReport.Metrics.of(comparison),
                Lengths.of(after).orElse(null),
                Pictures.of(after, draws, drawn.labels().names(), seed));
    }
}
