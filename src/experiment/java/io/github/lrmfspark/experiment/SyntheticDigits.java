package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.RowOrder;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.Seeds;
import io.github.lrmfspark.storage.InvalidInputException;
import java.util.SplittableRandom;

/**
 * A made-up pair of image domains with the labels 0 … 9: digits drawn in strokes by two hands, 16×16 pixels in one channel,
 * 0 for paper and 1 for ink.
 *
 * <p>A digit is a chain of strokes between points in the unit square. For every image the points are moved at random, and
 * the whole is slanted, stretched and shifted at random. A pixel at distance r from the nearest stroke has the ink
 * 1 / (1 + exp((r − w) / s)) with half the width of the pen w and the blur s, r, w and s in pixels. The hands differ in slant, size,
 * pen and blur: the target's is upright, thin and sharp, the source's leans to the right, is larger, thick and blurred.
 *
 * <p>Both sets are fresh draws, so no image of one has a partner in the other; classes are equally large, ± 1 row. Equal
 * descriptions give equal images.
 *
 * @param rows images of each set, at least 10
 */
public record SyntheticDigits(int rows, long seed) {
    /** Height and width of an image in pixels. */
    public static final int SIDE = 16;

    private static final int CLASSES = 10;
    private static final double MOVED = 0.05;

    /** Corners of the strokes of every digit, x to the right and y down: x₀, y₀, x₁, y₁, … */
    private static final double[][] STROKES = {
        {0.5, 0, 0.1, 0.25, 0.1, 0.75, 0.5, 1, 0.9, 0.75, 0.9, 0.25, 0.5, 0},
        {0.25, 0.25, 0.55, 0, 0.55, 0.5, 0.55, 1},
        {0.1, 0.2, 0.5, 0, 0.9, 0.25, 0.6, 0.6, 0.1, 1, 0.9, 1},
        {0.1, 0.05, 0.85, 0.05, 0.45, 0.42, 0.9, 0.7, 0.6, 1, 0.1, 0.9},
        {0.75, 1, 0.75, 0.5, 0.7, 0, 0.1, 0.65, 0.95, 0.65},
        {0.85, 0, 0.2, 0, 0.15, 0.45, 0.7, 0.42, 0.9, 0.7, 0.6, 1, 0.1, 0.92},
        {0.75, 0, 0.3, 0.3, 0.1, 0.75, 0.45, 1, 0.85, 0.8, 0.6, 0.52, 0.15, 0.65},
        {0.1, 0, 0.9, 0, 0.6, 0.5, 0.4, 1},
        {0.5, 0.48, 0.15, 0.25, 0.5, 0, 0.85, 0.25, 0.5, 0.48, 0.1, 0.75, 0.5, 1, 0.9, 0.75, 0.5, 0.48},
        {0.85, 0.35, 0.45, 0.48, 0.15, 0.25, 0.5, 0, 0.85, 0.2, 0.8, 0.6, 0.6, 1},
    };

    /**
     * How one hand writes.
     *
     * @param slant mean shift of the top against the bottom, to the right, over the height
     * @param size mean height of a digit, in pixels
     * @param pen mean half width of a stroke, in pixels
     * @param blur in pixels
     */
    private record Hand(double slant, double size, double pen, double blur) {
        static final Hand SOURCE = new Hand(0.35, 12, 1.1, 0.45);
        static final Hand TARGET = new Hand(0, 10.5, 0.6, 0.2);
    }

    /** @throws InvalidInputException if there are too few rows */
    public SyntheticDigits {
        if (rows < CLASSES) {
            throw new InvalidInputException("Expected at least " + CLASSES + " rows; found " + rows);
        }
    }

    /** The images that are to be mapped, [N, 256], with their labels. */
    public Sample source() {
        return sample(Hand.SOURCE, new SplittableRandom(Seeds.split(seed, 0)));
    }

    /** The images that are mapped to, [N, 256], with their labels. */
    public Sample target() {
        return sample(Hand.TARGET, new SplittableRandom(Seeds.split(seed, 1)));
    }

    private Sample sample(Hand hand, SplittableRandom random) {
        PackedRows.Builder images = new PackedRows.Builder(SIDE * SIDE);
        int[] labels = new int[rows];
        RowOrder order = RowOrder.of(rows, random.nextLong());
        for (int i = 0; i < rows; i++) {
            labels[i] = order.at(i) % CLASSES;
            double pen = hand.pen * (1 + 0.2 * random.nextGaussian());
            images.add(image(placed(STROKES[labels[i]], hand, random), Math.max(0.3, pen), hand.blur));
        }
        return new Sample(images.build(), labels);
    }

    /** The corners as one image has them, in pixels from its upper left corner. */
    private static double[] placed(double[] strokes, Hand hand, SplittableRandom random) {
        double slant = hand.slant + 0.12 * random.nextGaussian();
        double height = hand.size * (1 + 0.06 * random.nextGaussian());
        double width = 0.65 * hand.size * (1 + 0.12 * random.nextGaussian());
        double right = SIDE / 2.0 + 0.5 * random.nextGaussian();
        double down = SIDE / 2.0 + 0.5 * random.nextGaussian();
        double[] corners = new double[strokes.length];
        for (int c = 0; c < strokes.length; c += 2) {
            double x = strokes[c] - 0.5 + MOVED * random.nextGaussian();
            double y = strokes[c + 1] - 0.5 + MOVED * random.nextGaussian();
            corners[c] = right + width * x - slant * height * y;
            corners[c + 1] = down + height * y;
        }
        return corners;
    }

    private static float[] image(double[] corners, double pen, double blur) {
        float[] pixels = new float[SIDE * SIDE];
        for (int line = 0; line < SIDE; line++) {
            for (int column = 0; column < SIDE; column++) {
                double distance = distance(column + 0.5, line + 0.5, corners);
                pixels[line * SIDE + column] = (float) (1 / (1 + Math.exp((distance - pen) / blur)));
            }
        }
        return pixels;
    }

    /** From a point to the nearest of the strokes. */
    private static double distance(double x, double y, double[] corners) {
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c + 3 < corners.length; c += 2) {
            double alongX = corners[c + 2] - corners[c];
            double alongY = corners[c + 3] - corners[c + 1];
            double fromX = x - corners[c];
            double fromY = y - corners[c + 1];
            double share = (fromX * alongX + fromY * alongY) / (alongX * alongX + alongY * alongY);
            double nearest = Math.min(1, Math.max(0, share));
            least = Math.min(least, Math.hypot(fromX - nearest * alongX, fromY - nearest * alongY));
        }
        return least;
    }
}
