package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.statistics.Vectors.dot;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.evaluation.Pictures.Direction;
import io.github.lrmfspark.statistics.Estimate;
import io.github.lrmfspark.statistics.LineTransport;
import io.github.lrmfspark.statistics.PrincipalAxes;
import io.github.lrmfspark.statistics.Subsample;
import io.github.lrmfspark.statistics.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Unit vectors θ along which the mapped rows and the target differ most, among a bounded number of candidates:
 *
 * <pre>{@code
 *   d(θ) = W2(θᵀT(a), θᵀb) / deviation(θᵀb)
 * }</pre>
 *
 * <p>Candidates are the coordinate axes, of many the ones whose means and deviations differ most; the principal axes of the
 * difference of the second moments about the target's mean, E (T(a) − μ)(T(a) − μ)ᵀ − Σ; and random directions. The last two
 * are drawn with every coordinate in units of the target's deviation, so that no coordinate counts for its scale. A
 * direction in which the target does not vary is left out, and so is one close to a worse one.
 *
 * <p>One half of the rows finds and chooses directions, and the other half measures them: the largest of many distances is
 * large by chance too, on the rows that chose it.
 */
final class WorstDirections {
    private static final int KEPT = 5;
    private static final int COORDINATES = 64;
    private static final int PRINCIPAL = 8;
    private static final int RANDOM = 56;
    private static final double CLOSE = 0.9;

    private final AlignedSamples samples;
    private final double[] deviations;
    private final double[] shift;

    private WorstDirections(AlignedSamples samples) {
        Moments target = samples.targetMoments();
        Moments mapped = samples.mappedMoments();
        int dimension = target.mean().length;
        this.samples = samples;
        this.deviations = new double[dimension];
        this.shift = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            deviations[i] = Math.sqrt(target.covariance()[i][i]);
            shift[i] = mapped.mean()[i] - target.mean()[i];
        }
        for (int i : new Marginals(target.mean(), deviations).constant()) {
            deviations[i] = 0;
        }
    }

    static List<Direction> of(AlignedSamples samples, FloorDraws draws, SplittableRandom random) {
        if (Math.min(samples.source().rows().rows(), samples.target().rows().rows()) < 2) {
            return List.of();
        }
        AlignedSamples others = half(samples, 1);
        return new WorstDirections(half(samples, 0))
                .worst(random).stream()
                        .map(direction -> measured(direction, others, draws))
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparingDouble(Direction::after).reversed())
                        .toList();
    }

    private static AlignedSamples half(AlignedSamples samples, int first) {
        return AlignedSamples.of(
                Subsample.everySecond(samples.source(), first),
                Subsample.everySecond(Sample.unlabelled(samples.mapped()), first)
                        .rows(),
                Subsample.everySecond(samples.target(), first));
    }

    /** The directions that are farthest apart on these rows, none close to a worse one. */
    private List<double[]> worst(SplittableRandom random) {
        List<Candidate> candidates = new ArrayList<>();
        addCoordinates(candidates);
        for (double[] axis : PrincipalAxes.of(difference(), PRINCIPAL)) {
            add(axis, candidates);
        }
        for (int i = 0; i < RANDOM; i++) {
            double[] gaussian = new double[shift.length];
            Arrays.setAll(gaussian, d -> random.nextGaussian());
            add(gaussian, candidates);
        }
        candidates.sort(Comparator.comparingDouble(Candidate::distance).reversed());
        List<double[]> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            boolean close = kept.stream().anyMatch(other -> Math.abs(dot(other, candidate.direction())) > CLOSE);
            if (!close && kept.size() < KEPT) {
                kept.add(candidate.direction());
            }
        }
        return kept;
    }

    /** A direction on rows that did not choose it; none where the target's do not vary along it. */
    private static Optional<Direction> measured(double[] direction, AlignedSamples others, FloorDraws draws) {
        double[] target = projected(others.target().rows(), direction);
        double[] line = projected(draws.all(), direction);
        double unit = deviation(line);
        if (!(unit > 0)) {
            return Optional.empty();
        }
        Estimate after = LineTransport.distance(projected(others.mapped(), direction), target);
        Estimate floor = draws.ofRows(
                (x, y) -> distance(Vectors.pick(line, x), Vectors.pick(line, y)),
                others.source().rows().rows(),
                target.length);
        return Optional.of(new Direction(
                Arrays.stream(direction).boxed().toList(),
                distance(projected(others.source().rows(), direction), target) / unit,
                after.value() / unit,
                after.low() / unit,
                after.high() / unit,
                floor.value() / unit));
    }

    private void addCoordinates(List<Candidate> candidates) {
        Moments mapped = samples.mappedMoments();
        double[] differences = new double[shift.length];
        for (int i = 0; i < differences.length; i++) {
            double spread = Math.sqrt(mapped.covariance()[i][i]) - deviations[i];
            differences[i] =
                    deviations[i] == 0 ? 0 : (shift[i] * shift[i] + spread * spread) / deviations[i] / deviations[i];
        }
        IntStream.range(0, shift.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -differences[i]))
                .limit(COORDINATES)
                .forEach(i -> {
                    double[] axis = new double[shift.length];
                    axis[i] = 1;
                    add(axis, candidates);
                });
    }

    /** The difference of the second moments in units of the target's deviations, [D, D]. */
    private double[][] difference() {
        double[][] mapped = samples.mappedMoments().covariance();
        double[][] target = samples.targetMoments().covariance();
        double[][] difference = new double[shift.length][shift.length];
        for (int i = 0; i < shift.length; i++) {
            for (int j = 0; j < shift.length; j++) {
                double unit = deviations[i] * deviations[j];
                difference[i][j] = unit == 0 ? 0 : (mapped[i][j] + shift[i] * shift[j] - target[i][j]) / unit;
            }
        }
        return difference;
    }

    /** Adds the direction in which a vector in units of the target's deviations points. */
    private void add(double[] scaled, List<Candidate> candidates) {
        double[] direction = new double[scaled.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = deviations[i] == 0 ? 0 : scaled[i] / deviations[i];
        }
        double length = Math.sqrt(dot(direction, direction));
        if (length > 0) {
            PrincipalAxes.orient(direction);
            for (int i = 0; i < direction.length; i++) {
                direction[i] /= length;
            }
            double[] target = projected(samples.target().rows(), direction);
            double unit = deviation(target);
            if (unit > 0) {
                double distance = distance(projected(samples.mapped(), direction), target) / unit;
                candidates.add(new Candidate(direction, distance));
            }
        }
    }

    private static double distance(double[] x, double[] y) {
        return Math.sqrt(new LineTransport(x, y).squaredDistance());
    }

    /** θᵀx of all rows. */
    private static double[] projected(PackedRows rows, double[] direction) {
        double[] projected = new double[rows.rows()];
        float[] x = new float[rows.dimension()];
        for (int row = 0; row < projected.length; row++) {
            rows.copyRow(row, x, 0);
            for (int i = 0; i < x.length; i++) {
                projected[row] += direction[i] * x[i];
            }
        }
        return projected;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / values.length);
    }

    /** θ and d(θ). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Candidate(double[] direction, double distance) {}
}
