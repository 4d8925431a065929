package io.github.lrmfspark.statistics;

import io.github.lrmfspark.data.PackedRows;
import java.util.Arrays;

/** What the metrics share in arithmetic on double vectors. */
public final class Vectors {
    private Vectors() {}

    /** sum[i] += scale · x[i] for the first {@code length} coordinates. */
    public static void addScaled(double[] sum, double scale, double[] x, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += scale * x[i];
        }
    }

    /** xᵀ y */
    public static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** x − y */
    public static double[] difference(double[] x, double[] y) {
        double[] difference = x.clone();
        addScaled(difference, -1, y, y.length);
        return difference;
    }

    /** a X + b Y of square matrices. */
    public static double[][] combination(double a, double[][] x, double b, double[][] y) {
        double[][] result = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            addScaled(result[i], a, x[i], x.length);
            addScaled(result[i], b, y[i], x.length);
        }
        return result;
    }

    /** Rows {@code first … first + count − 1} less a centre. */
    public static double[][] centred(PackedRows rows, int first, int count, double[] centre) {
        double[][] result = new double[count][rows.dimension()];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < centre.length; d++) {
                result[i][d] = rows.value(first + i, d) - centre[d];
            }
        }
        return result;
    }

    public static boolean finite(double[] x) {
        return Arrays.stream(x).allMatch(Double::isFinite);
    }

    /** Those of the values, in that order. */
    public static double[] pick(double[] values, int[] numbers) {
        double[] picked = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            picked[i] = values[numbers[i]];
        }
        return picked;
    }
}
