package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.data.Moments;
import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.statistics.PrincipalAxes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a person looks at, as figures: bounded, so that it fits in a report.
 *
 * @param projection rows of both sets on two axes
 * @param labels the names of the labels in the projection, of many the most frequent; long ones are cut
 * @param logDets log|det ∂T(a)/∂a| counted in bins; empty where it is not known
 * @param directions unit vectors along which the mapped rows and the target differ most, the worst first
 */
public record Pictures(Projection projection, List<String> labels, List<Bin> logDets, List<Direction> directions) {
    /** Rows of a set that are drawn. */
    private static final int POINTS = 500;
    /** Bins of a histogram at most. */
    private static final int BINS = 40;
    /** Labels that are told apart at most. */
    private static final int LABELS = 20;

    private static final int UNLABELLED = -1;

    /**
     * Rows on the first two principal axes of the target, from its mean; rows of one or two coordinates as they are.
     *
     * @param before source rows as they were
     * @param after the same rows as mapped
     * @param target target rows
     */
    public record Projection(List<Point> before, List<Point> after, List<Point> target) {}

    /**
     * One row.
     *
     * @param x its place along the first axis, in the units of the data
     * @param y its place along the second axis; 0 where rows have one coordinate
     * @param label the number of its label among {@link Pictures#labels}, of any other label their number; −1 where there is none
     */
    public record Point(double x, double y, int label) {}

    /**
     * A bin of a histogram; the last one holds its own end as well.
     *
     * @param from its lower end, included, in nats
     * @param to its upper end, excluded, in nats
     * @param count how many values lie in it
     */
    public record Bin(double from, double to, int count) {}

    /**
     * One direction.
     *
     * @param weights θ, the unit vector, [D]
     * @param before W2 of θᵀa and θᵀb over the deviation of θᵀb, on rows that did not choose θ
     * @param after the same of θᵀT(a) and θᵀb
     * @param low lower end of the 95 % interval of {@code after}
     * @param high upper end of it
     * @param floor the same of two draws of the target, of as many rows: what no map can be expected to beat
     */
    public record Direction(List<Double> weights, double before, double after, double low, double high, double floor) {}

    /**
     * {@return the pictures of a map}
     *
     * @param samples a, T(a) and b, with the moments of all target rows
     * @param draws of the target, for floors
     * @param names of the labels, by number
     * @param seed settles which rows and directions
     */
    public static Pictures of(AlignedSamples samples, FloorDraws draws, List<String> names, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] source = chosen(samples.source().rows().rows(), random);
        int[] target = chosen(samples.target().rows().rows(), random);
        double[][] axes = axes(samples.targetMoments());
        double[] origin =
                axes.length == 0 ? new double[0] : samples.targetMoments().mean();
        int[] ofSource = labels(samples.source(), source);
        int[] ofTarget = labels(samples.target(), target);
        List<Integer> shown = mostFrequent(ofSource, ofTarget);
        Projection projection = new Projection(
                points(samples.source().rows(), numbered(ofSource, shown), source, axes, origin),
                points(samples.mapped(), numbered(ofSource, shown), source, axes, origin),
                points(samples.target().rows(), numbered(ofTarget, shown), target, axes, origin));
        return new Pictures(
                projection,
                shown.stream().map(number -> LabelRules.name(names, number)).toList(),
                bins(samples.logDet()),
                WorstDirections.of(samples, draws, random));
    }

    /** The labels of the chosen rows. */
    private static int[] labels(Sample sample, int[] chosen) {
        return Arrays.stream(chosen)
                .map(row -> sample.labelled() ? sample.labels()[row] : UNLABELLED)
                .toArray();
    }

    /** The most frequent labels, in ascending order. */
    private static List<Integer> mostFrequent(int[] ofSource, int[] ofTarget) {
        Map<Integer, Long> counts = IntStream.concat(Arrays.stream(ofSource), Arrays.stream(ofTarget))
                .filter(label -> label != UNLABELLED)
                .boxed()
                .collect(Collectors.groupingBy(label -> label, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(LABELS)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Labels by their place among those that are shown. */
    private static int[] numbered(int[] labels, List<Integer> shown) {
        return Arrays.stream(labels)
                .map(label -> {
                    int number = shown.indexOf(label);
                    return label == UNLABELLED ? UNLABELLED : number < 0 ? shown.size() : number;
                })
                .toArray();
    }

    /** At most {@link #POINTS} row numbers, each as likely as any other, in ascending order. */
    private static int[] chosen(int rows, SplittableRandom random) {
        int[] order = IntStream.range(0, rows).toArray();
        int count = Math.min(POINTS, rows);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, rows);
            int row = order[other];
            order[other] = order[i];
            order[i] = row;
        }
        return Arrays.stream(order, 0, count).sorted().toArray();
    }

    /** The axes to project on; none where the rows lie in a plane or on a line and are shown as they are. */
    private static double[][] axes(Moments target) {
        return target.mean().length <= 2 ? new double[0][] : PrincipalAxes.of(target.covariance(), 2);
    }

    /** The chosen rows on two axes. */
    private static List<Point> points(PackedRows rows, int[] labels, int[] chosen, double[][] axes, double[] origin) {
        List<Point> points = new ArrayList<>(chosen.length);
        float[] x = new float[rows.dimension()];
        for (int i = 0; i < chosen.length; i++) {
            rows.copyRow(chosen[i], x, 0);
            points.add(new Point(coordinate(x, 0, axes, origin), coordinate(x, 1, axes, origin), labels[i]));
        }
        return points;
    }

    /** θᵀ(x − μ) of one axis θ. */
    private static double coordinate(float[] x, int axis, double[][] axes, double[] origin) {
        if (axes.length == 0) {
            return axis < x.length ? x[axis] : 0;
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += axes[axis][i] * (x[i] - origin[i]);
        }
        return sum;
    }

    /**
     * Bins of one width, √N of them but at most {@link #BINS}.
     *
     * @param values [N]; those that are not finite are not counted
     * @return none where nothing is counted; one of no width where all are equal
     */
    private static List<Bin> bins(double @Nullable [] values) {
        double[] finite = values == null
                ? new double[0]
                : Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return List.of();
        }
        double least = Arrays.stream(finite).min().orElseThrow();
        double most = Arrays.stream(finite).max().orElseThrow();
        int count = least == most ? 1 : Math.min(BINS, (int) Math.ceil(Math.sqrt(finite.length)));
        int[] counts = new int[count];
        for (double value : finite) {
            double position = least == most ? 0 : (value - least) / (most - least) * count;
            counts[Math.min((int) position, count - 1)]++;
        }
        return IntStream.range(0, count)
                .mapToObj(i -> new Bin(edge(least, most, i, count), edge(least, most, i + 1, count), counts[i]))
                .toList();
    }

    /** The lower end of bin i of count between least and most. */
    private static double edge(double least, double most, int i, int count) {
        return i == count ? most : least + (most - least) * i / count;
    }
}
