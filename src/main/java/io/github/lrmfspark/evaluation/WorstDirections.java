package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.statistics.Vectors.dot;

import io.github.lrmfspark.data.Marginals;
import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
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
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.MathArrays;

/**
 * Unit vectors θ along which the mapped rows and the target differ most, among a bounded number of candidates:
 *
 * <pre>{@code
 *   d(θ) = W2(θᵀT(a), θᵀb) / deviation(θᵀb)
 * }</pre>
 *
 * <p>d has no units and is 0 where the sets cannot be told apart along θ. Candidates are the coordinate axes, of many the ones
 * whose means and deviations differ most; the principal axes of the difference of the second moments about the target's mean, E
 * (T(a) − μ)(T(a) − μ)ᵀ − Σ; and random directions. The last two are drawn with every coordinate in units of the target's
 * deviation, so that no coordinate counts for its scale. A direction in which the target does not vary is left out, and so is
 * one close to a worse one.
 *
 * <p>One half of the rows finds and chooses directions, and the other half measures them: the largest of many distances is
 * large by chance too, on the rows that chose it.
 */
final class WorstDirections {
    /** Directions that are shown. */
    private static final int KEPT = 5;
    /** Coordinate axes that are tried. */
    private static final int COORDINATES = 64;
    /** Principal axes that are tried. */
    private static final int PRINCIPAL = 8;
    /** Random directions that are tried. */
    private static final int RANDOM = 56;
    /** How many directions are tried. */
    static final int MOST = COORDINATES + PRINCIPAL + RANDOM;
    /** |cos| of the angle from which on two directions count as one. */
    private static final double CLOSE = 0.9;

    private final AlignedSamples samples;
    /** Of the target, [D]; 0 where a coordinate is constant. */
    private final double[] deviations;
    /** μ_T(A) − μ_B, [D]. */
    private final double[] shift;

    private WorstDirections(AlignedSamples samples) {
        Moments target = samples.targetMoments();
        Moments mapped = samples.mappedMoments();
        Marginals marginals = target.marginals();
        this.samples = samples;
        this.deviations = marginals.deviation().clone();
        this.shift = MathArrays.ebeSubtract(mapped.mean(), target.mean());
        for (int i : marginals.constant()) {
            deviations[i] = 0;
        }
    }

    /**
     * The worst directions, the one farthest apart on the second half of the rows first; none where a set has one row.
     *
     * @param samples a, T(a) and b
     * @param draws of the target, for the floor along each direction
     * @param random draws the random directions
     */
    static List<Direction> of(AlignedSamples samples, FloorDraws draws, SplittableRandom random) {
        if (Math.min(samples.source().rows().rows(), samples.target().rows().rows()) < 2) {
            return List.of();
        }
        AlignedSamples others = half(samples, 1);
        return worst(candidates(half(samples, 0), random)).stream()
                .map(direction -> measured(direction, others, draws))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(Direction::after).reversed())
                .toList();
    }

    /** Every second row of each set from {@code first} on, with the moments of these. */
    private static AlignedSamples half(AlignedSamples samples, int first) {
        return AlignedSamples.of(
                Subsample.pick(samples.source(), everySecond(samples.source().rows(), first)),
                Subsample.pick(samples.mapped(), everySecond(samples.mapped(), first)),
                Subsample.pick(samples.target(), everySecond(samples.target().rows(), first)));
    }

    private static int[] everySecond(PackedRows rows, int first) {
        return IntStream.iterate(first, row -> row < rows.rows(), row -> row + 2)
                .toArray();
    }

    /**
     * The directions that are tried, with d of each, the largest first: {@link #MOST} at most, whatever D is.
     *
     * @param samples the half of the rows that chooses, with its moments
     * @param random draws the random directions
     */
    static List<Candidate> candidates(AlignedSamples samples, SplittableRandom random) {
        WorstDirections directions = new WorstDirections(samples);
        List<Candidate> candidates = new ArrayList<>();
        directions.addCoordinates(candidates);
        for (double[] axis : PrincipalAxes.of(directions.difference(), PRINCIPAL)) {
            directions.add(axis, candidates);
        }
        for (int i = 0; i < RANDOM; i++) {
            double[] gaussian = new double[directions.shift.length];
            Arrays.setAll(gaussian, d -> random.nextGaussian());
            directions.add(gaussian, candidates);
        }
        candidates.sort(Comparator.comparingDouble(Candidate::distance).reversed());
        return candidates;
    }

    /** The first of them that are not close to a worse one. */
    private static List<double[]> worst(List<Candidate> candidates) {
        List<double[]> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            boolean close = kept.stream().anyMatch(other -> Math.abs(dot(other, candidate.direction())) > CLOSE);
            if (!close && kept.size() < KEPT) {
                kept.add(candidate.direction());
            }
        }
        return kept;
    }

    /**
     * A direction on rows that did not choose it; none where the target's do not vary along it.
     *
     * @param direction θ, [D]
     * @param others the other half of the rows
     * @param draws of the target, whose deviation along θ is the unit
     */
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

    /** The axes of the coordinates whose means and deviations differ most, in units of the target's deviation. */
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

    /**
     * Adds the direction θ ∝ v / σ_b, where the target varies along it.
     *
     * @param scaled v, with every coordinate in units of the target's deviation, [D]; of any length
     */
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

    /** W2 of two sets of numbers. */
    private static double distance(double[] x, double[] y) {
        return Math.sqrt(LineTransport.of(x, y).squaredDistance());
    }

    /** θᵀx of all rows, [N]. */
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

    /** The standard deviation, with divisor N. */
    private static double deviation(double[] values) {
        return Math.sqrt(StatUtils.populationVariance(values));
    }

    /** θ [D] and d(θ). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Candidate(double[] direction, double distance) {}
}
