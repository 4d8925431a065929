package io.github.lrmfspark.statistics;

import java.util.Arrays;

/**
 * Optimal transport with squared cost between N and M numbers, each set of equal weights:
 *
 * <pre>{@code
 *   W2² = ∫ (F_x⁻¹(u) − F_y⁻¹(u))² du,  u in 0 … 1
 * }</pre>
 *
 * <p>in sorted order and exactly, since the quantile functions F⁻¹ are constant between the multiples of 1/N and of 1/M.
 *
 * <p>The derivative of W2² by the weight of a number is its Kantorovich potential φ, with φ'(x) = 2 (x − t(x)), where t(x) is
 * the mean of what x is moved to; between two neighbouring numbers it is summed by the trapezoid rule.
 *
 * <p>References: Villani, "Topics in optimal transportation", 2003, section 2.2; for φ as an influence function del Barrio,
 * Loubes, "Central limit theorems for empirical transportation cost in general dimension", Annals of Probability 47, 2019.
 */
public final class LineTransport {
    private final double[] x;
    private final double[] y;
    private final int[] orderOfX;
    private final int[] orderOfY;
    private final double[] movedX;
    private final double[] movedY;
    private final double squaredDistance;

    private LineTransport(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        this.orderOfX = order(x);
        this.orderOfY = order(y);
        this.movedX = new double[x.length];
        this.movedY = new double[y.length];
        this.squaredDistance = move();
    }

    /**
     * {@return the transport between two sets of numbers} Takes the arrays as they are.
     *
     * @param x [N], at least one
     * @param y [M], at least one
     */
    public static LineTransport of(double[] x, double[] y) {
        return new LineTransport(x, y);
    }

    /**
     * {@return W2 of two sets of numbers with its interval, in their units}
     *
     * @param x [N], at least one
     * @param y [M], at least one
     */
    public static Estimate distance(double[] x, double[] y) {
        LineTransport transport = of(x, y);
        double[] ofX = new double[x.length];
        double[] ofY = new double[y.length];
        transport.addPotentials(ofX, ofY);
        return Estimate.ofRoot(transport.squaredDistance, ofX, ofY).within(0, Double.POSITIVE_INFINITY);
    }

    /** {@return W2², at least 0, in the square of the numbers' units; NaN where one of them is} */
    public double squaredDistance() {
        return squaredDistance;
    }

    /**
     * Adds φ of each number, up to a constant, to sums.
     *
     * @param ofX takes those of x, [N]
     * @param ofY takes those of y, [M]
     */
    public void addPotentials(double[] ofX, double[] ofY) {
        addPotential(x, orderOfX, movedX, ofX);
        addPotential(y, orderOfY, movedY, ofY);
    }

    /** W2²; adds up t(x) and t(y) on the way. */
    private double move() {
        double sum = 0;
        long reached = 0;
        for (int i = 0, j = 0; i < x.length && j < y.length; ) {
            long endOfX = (i + 1L) * y.length;
            long endOfY = (j + 1L) * x.length;
            long end = Math.min(endOfX, endOfY);
            long weight = end - reached;
            double from = x[orderOfX[i]];
            double to = y[orderOfY[j]];
            sum += weight * (from - to) * (from - to);
            movedX[i] += weight * to / y.length;
            movedY[j] += weight * from / x.length;
            reached = end;
            i += end == endOfX ? 1 : 0;
            j += end == endOfY ? 1 : 0;
        }
        return sum / x.length / y.length;
    }

    private static void addPotential(double[] values, int[] order, double[] moved, double[] sum) {
        double potential = 0;
        for (int i = 1; i < order.length; i++) {
            double before = values[order[i - 1]];
            double here = values[order[i]];
            potential += (here - before) * (here - moved[i] + before - moved[i - 1]);
            sum[order[i]] += potential;
        }
    }

    /**
     * Indices in ascending order of value. Bits of a double, read as a whole number, ascend with it once those of a negative
     * one are flipped; its lowest bits give way to the index, so that values equal but for 2⁻⁵² N of them go by index.
     */
    private static int[] order(double[] values) {
        int bits = 64 - Long.numberOfLeadingZeros(values.length);
        long mask = (1L << bits) - 1;
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            long raw = Double.doubleToLongBits(values[i]);
            long ascending = raw ^ ((raw >> 63) & Long.MAX_VALUE);
            keys[i] = (ascending & ~mask) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (keys[i] & mask);
        }
        return order;
    }
}
