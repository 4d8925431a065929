package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.evaluation.Vectors.dot;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.evaluation.Pictures.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
    }

    static List<Direction> of(AlignedSamples samples, SplittableRandom random) {
        WorstDirections worst = new WorstDirections(samples);
        List<Candidate> candidates = new ArrayList<>();
        worst.addCoordinates(candidates);
        for (double[] axis : PrincipalAxes.of(worst.difference(), PRINCIPAL)) {
            worst.add(axis, candidates);
        }
        for (int i = 0; i < RANDOM; i++) {
            double[] gaussian = new double[worst.shift.length];
            Arrays.setAll(gaussian, d -> random.nextGaussian());
            worst.add(gaussian, candidates);
        }
        candidates.sort(Comparator.comparingDouble(Candidate::after).reversed());
        return worst.kept(candidates);
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
                double after = distance(projected(samples.mapped(), direction), target) / unit;
                candidates.add(new Candidate(direction, target, unit, after));
            }
        }
    }

    private List<Direction> kept(List<Candidate> worstFirst) {
        PackedRows even = Subsample.everySecond(samples.target(), 0).rows();
        PackedRows odd = Subsample.everySecond(samples.target(), 1).rows();
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : worstFirst) {
            boolean close =
                    kept.stream().anyMatch(other -> Math.abs(dot(other.direction(), candidate.direction())) > CLOSE);
            if (!close && kept.size() < KEPT) {
                kept.add(candidate);
            }
        }
        return kept.stream()
                .map(candidate -> {
                    double[] direction = candidate.direction();
                    double before = distance(projected(samples.source().rows(), direction), candidate.target());
                    double floor = distance(projected(even, direction), projected(odd, direction));
                    return new Direction(
                            Arrays.stream(direction).boxed().toList(),
                            before / candidate.unit(),
                            candidate.after(),
                            floor / candidate.unit());
                })
                .toList();
    }

    private static double distance(double[] x, double[] y) {
        return Math.sqrt(new LineTransport(x, y).squaredDistance());
    }

    /** θᵀx of all rows, sorted. */
    private static double[] projected(PackedRows rows, double[] direction) {
        double[] projected = new double[rows.rows()];
        float[] x = new float[rows.dimension()];
        for (int row = 0; row < projected.length; row++) {
            rows.copyRow(row, x, 0);
            for (int i = 0; i < x.length; i++) {
                projected[row] += direction[i] * x[i];
            }
        }
        Arrays.sort(projected);
        return projected;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / values.length);
    }

    /** θ, the target's rows along it, sorted, their deviation and d(θ). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Candidate(double[] direction, double[] target, double unit, double after) {}
}
