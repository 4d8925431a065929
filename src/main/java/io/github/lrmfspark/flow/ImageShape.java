package io.github.lrmfspark.flow;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of an image that a vector holds channel by channel, each row by row: pixel (c, h, w) lies at (c H +
 * h) W + w.
 *
 * @param channels C
 * @param height H
 * @param width W
 */
public record ImageShape(int channels, int height, int width) implements Serializable {
    /** Three numbers of at most five digits, so that none overflows an int. */
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})x([1-9]\\d{0,4})");
    /** The pixels of a neighbourhood of 3 × 3. */
    public static final int NEIGHBOURS = 9;

    /**
     * A shape of at least one pixel.
     *
     * @param channels C
     * @param height H
     * @param width W
     * @throws IllegalArgumentException if C, H or W is below 1, or C H W above 2³¹ − 1
     */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "Expected at least one channel, row and column; found " + channels + "x" + height + "x" + width);
        }
        if ((double) channels * height * width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Expected an image of at most " + Integer.MAX_VALUE + " numbers; found "
                    + channels + "x" + height + "x" + width);
        }
    }

    /**
     * The shape that a text such as {@code 3x32x32} names: channels, height, width.
     *
     * @param text three positive numbers with an x between them, as {@link #toString} writes them
     * @return the shape
     * @throws IllegalArgumentException if it names none
     */
    public static ImageShape of(String text) {
        Matcher numbers = TEXT.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("Expected channels, height and width such as 3x32x32; found " + text);
        }
        return new ImageShape(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)));
    }

    /** {@return D = C H W} */
    public int dimension() {
        return Math.multiplyExact(channels, pixels());
    }

    /** {@return P = H W} */
    public int pixels() {
        return Math.multiplyExact(height, width);
    }

    /**
     * The same pixels with another number of channels.
     *
     * @param others channels
     * @return their shape
     * @throws IllegalArgumentException if that is no shape
     */
    public ImageShape withChannels(int others) {
        return new ImageShape(others, height, width);
    }

    /** {@return whether height and width are even, so that {@link #squeeze} is there} */
    public boolean squeezes() {
        return height % 2 == 0 && width % 2 == 0;
    }

    /** {@return the shape after {@link #squeeze}: [4 C, H / 2, W / 2]} */
    public ImageShape squeezed() {
        return new ImageShape(4 * channels, height / 2, width / 2);
    }

    /**
     * Every block of 2 × 2 pixels becomes one pixel of four times as many channels:
     *
     * <pre>
     *   y[4 c + 2 i + j, h, w] = x[c, 2 h + i, 2 w + j]   for i, j in {0, 1}
     * </pre>
     *
     * <p>The four numbers of a block are channels side by side, so couplings of channels mix a pixel with its
     * neighbours.
     *
     * <p>References: Dinh, Sohl-Dickstein, Bengio, "Density estimation using Real NVP", ICLR 2017, section 3.6.
     *
     * @return the map of R^D, to be used where {@link #squeezes}
     */
    public Permute squeeze() {
        int[] order = new int[dimension()];
        int at = 0;
        for (int c = 0; c < channels; c++) {
            for (int corner = 0; corner < 4; corner++) {
                for (int h = corner / 2; h < height; h += 2) {
                    for (int w = corner % 2; w < width; w += 2) {
                        order[at++] = (c * height + h) * width + w;
                    }
                }
            }
        }
        return Permute.of(order);
    }

    /**
     * Where the neighbour of each pixel lies, in one direction of a neighbourhood of 3 × 3; beyond the edge it
     * is the pixel of the edge.
     *
     * @param direction 0 to 8, row by row; 4 is the pixel itself
     * @return for each pixel h W + w that of its neighbour, [P]
     */
    int[] neighbours(int direction) {
        int[] neighbours = new int[pixels()];
        for (int h = 0; h < height; h++) {
            for (int w = 0; w < width; w++) {
                int row = Math.max(0, Math.min(height - 1, h + direction / 3 - 1));
                int column = Math.max(0, Math.min(width - 1, w + direction % 3 - 1));
                neighbours[h * width + w] = row * width + column;
            }
        }
        return neighbours;
    }

    /** {@return the text that {@link #of} reads, such as {@code 3x32x32}} */
    @Override
    public String toString() {
        return channels + "x" + height + "x" + width;
    }
}
