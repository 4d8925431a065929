package io.github.lrmfspark.report;

import io.github.lrmfspark.checkpoint.HistoryPoint;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.data.SyntheticDomains.Kind;
import io.github.lrmfspark.evaluation.AlignedSamples;
import io.github.lrmfspark.evaluation.Evaluation;
import io.github.lrmfspark.evaluation.FloorDraws;
import io.github.lrmfspark.evaluation.Lengths;
import io.github.lrmfspark.evaluation.Pictures;
import io.github.lrmfspark.evaluation.Verdict;
import io.github.lrmfspark.objective.LossTerms;
import io.github.lrmfspark.report.RunReport.Bound;
import io.github.lrmfspark.report.RunReport.Candidate;
import io.github.lrmfspark.report.RunReport.Candidates;
import io.github.lrmfspark.report.RunReport.Coordinates;
import io.github.lrmfspark.report.RunReport.Figure;
import io.github.lrmfspark.report.RunReport.Judged;
import io.github.lrmfspark.report.RunReport.Loss;
import io.github.lrmfspark.report.RunReport.Metrics;
import io.github.lrmfspark.report.RunReport.Rows;
import io.github.lrmfspark.report.RunReport.Training;
import io.github.lrmfspark.statistics.Estimate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Reports to look at and to test with: two moons with everything that a report can hold, and one with the least. */
final class SampleReports {
    private static final double TURN = 50;
    private static final SyntheticDomains MOONS = new SyntheticDomains(Kind.MOONS, 800, 2, TURN, 0.06, 1);
    private static final AlignedSamples AFTER = turned(-TURN + 0.3).withLogDet(logDets(800));
    private static final Metrics METRICS = metrics();

    private SampleReports() {}

    /** Every part; {@code text} is added to whatever a user can name. */
    static RunReport full(String text) {
        return new RunReport(
                new Verdict(
                        Verdict.Outcome.ALIGNED,
                        "Mapped and target rows cannot be told apart better than two draws of the target, and labels"
                                + " carry over to all rows where 94 % did before." + text,
                        "Aligned: every distance after the map lies within the interval of its floor. Improved: smaller"
                                + " than before by more than both intervals. Harmed: larger. Unchanged: anything else."
                                + text),
                new Rows(48_213, 51_930, 48_213L),
                new Coordinates(384, 3, 2, 382),
                new Judged(4_822, 5_000, true),
                List.of("No label is common" + text),
                new Loss(terms(3.512, 3.498, 0.013), terms(3.541, 3.506, 0.021)),
                new Bound(new Figure(0.0312, 0.0141), new Figure(0.0156, 0.00705), new Figure(-7.0028, 0.0203), 5),
                METRICS,
                new Lengths(1, 0.9418, 0.7031, 1.1864),
                candidates(text),
                new Training(4_000, 400, 0, 2, 187.4, 21_846.2, "all steps done", "kept", history()),
                seconds(),
                Pictures.of(AFTER, FloorDraws.of(AFTER.target(), AFTER, 1), List.of("upper" + text, "lower"), 1),
                new Provenance(
                        Map.of("lrmf-spark", "0.1.0", "spark", "3.5.5", "dl4j", "1.0.0-M2.1", "java", "17.0.15"),
                        "e690db0c7c1f6f5f1f3df62f3a5c1f3f9d0b1a2c",
                        Map.of(
                                "flow.kind", "realnvp" + text,
                                "flow.couplings", 8,
                                "flow.hidden", 64,
                                "training.learning-rate", 0.002,
                                "training.steps", 4_000,
                                "evaluation.rows", 5_000),
                        1,
                        Map.of("source", "hdfs:///sets/2024" + text, "target", "hdfs:///sets/2025"),
                        Map.of("source", 48_213L, "sourceTrainedOn", 43_391L, "sourceDropped", 0L, "target", 51_930L),
                        Map.of("id", "bigint", "embedding", "array<float>", "label" + text, "int"),
                        "jobs/align.sh --source hdfs:///sets/2024 --target hdfs:///sets/2025 --output"
                                + " hdfs:///sets/2024-aligned --label-col label --set training.steps=4000" + text));
    }

    /** A map that something else made, of rows without labels, and figures that are not finite. */
    static RunReport least() {
        Metrics metrics = new Metrics(
                Map.of("meanDifference", Estimate.exact(0.4)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("meanDifference", new Estimate(Double.NaN, 0, Double.POSITIVE_INFINITY, null)),
                Map.of());
        return new RunReport(
                new Verdict(Verdict.Outcome.HARMED, "", ""),
                new Rows(3, 3, null),
                new Coordinates(1, 0, 0, null),
                new Judged(3, 3, false),
                List.of(),
                null,
                null,
                metrics,
                null,
                null,
                null,
                Map.of(),
                new Pictures(new Pictures.Projection(List.of(), List.of(), List.of()), List.of(), List.of(), List.of()),
                new Provenance(Map.of(), "unknown", Map.of(), 1, Map.of(), Map.of(), Map.of(), ""));
    }

    private static Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("reading", 4.1);
        seconds.put("start", 21.6);
        seconds.put("training", 187.4);
        seconds.put("figures", 25.3);
        return seconds;
    }

    private static Candidates candidates(String text) {
        Map<String, Candidate> maps = new LinkedHashMap<>();
        maps.put("identity", candidate(0.93, 0.41, 0));
        maps.put("gaussian", candidate(0.61, 0.38, 0.2));
        maps.put("refined", candidate(0.55, 0.64, 12.7));
        maps.put("flow", candidate(0.52, 0.66, 21.3));
        return new Candidates("flow", "Written is 'flow', of 4 maps that were tried." + text, maps);
    }

    private static Candidate candidate(double area, double agreement, double seconds) {
        return new Candidate(
                new Estimate(area, area - 0.02, area + 0.02, 0.04),
                new Estimate(agreement, agreement - 0.015, agreement + 0.015, null),
                seconds);
    }

    private static AlignedSamples turned(double degrees) {
        Sample source = MOONS.source();
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        PackedRows.Builder turned = new PackedRows.Builder(2);
        for (int row = 0; row < source.rows().rows(); row++) {
            double x = source.rows().value(row, 0) - 0.5;
            double y = source.rows().value(row, 1) - 0.25;
            double turnedY = 0.25 - sin * x + cos * y;
            double bent = 0.5 + cos * x + sin * y + 0.006 * Math.sin(4 * turnedY);
            turned.add(new float[] {(float) bent, (float) turnedY});
        }
        return AlignedSamples.of(source, turned.build(), MOONS.target()).withReturned(source.rows());
    }

    private static Metrics metrics() {
        SyntheticDomains other = new SyntheticDomains(Kind.MOONS, 800, 2, 0, 0.06, 2);
        return new Metrics(
                estimates(AlignedSamples.unaligned(MOONS.source(), MOONS.target())),
                estimates(turned(4)),
                estimates(turned(-TURN / 2)),
                estimates(turned(-TURN / 3)),
                estimates(AFTER),
                estimates(AlignedSamples.unaligned(other.target(), MOONS.target())));
    }

    private static Map<String, Estimate> estimates(AlignedSamples samples) {
        return Evaluation.of(Evaluation.standard(1), samples).values();
    }

    private static Map<String, Figure> terms(double source, double target, double error) {
        Map<String, Figure> terms = new LinkedHashMap<>();
        terms.put("sourceNll", new Figure(source, error));
        terms.put("targetNll", new Figure(target, error));
        terms.put("logDet", new Figure(0.013, error / 4));
        terms.put("total", new Figure(source + target - 0.013, 1.3 * error));
        return terms;
    }

    private static List<HistoryPoint> history() {
        SplittableRandom random = new SplittableRandom(3);
        return IntStream.rangeClosed(0, 80)
                .mapToObj(i -> {
                    double fall = Math.exp(-i / 14.0);
                    double source = 3.541 + 0.9 * fall + 0.006 * random.nextGaussian();
                    double target = 3.506 + 0.7 * fall + 0.006 * random.nextGaussian();
                    double logDet = 0.013 - 0.2 * fall * Math.sin(i / 9.0);
                    Map<String, Double> loss = new LinkedHashMap<>();
                    loss.put("sourceNll", source);
                    loss.put("targetNll", target);
                    loss.put("logDet", logDet);
                    loss.put("total", source + target - logDet);
                    return new HistoryPoint(50 * i, LossTerms.of(loss));
                })
                .toList();
    }

    private static double[] logDets(int rows) {
        SplittableRandom random = new SplittableRandom(4);
        return IntStream.range(0, rows)
                .mapToDouble(i -> 0.02 + 0.18 * random.nextGaussian() + (i % 7 == 0 ? 0.3 : 0))
                .toArray();
    }
}
