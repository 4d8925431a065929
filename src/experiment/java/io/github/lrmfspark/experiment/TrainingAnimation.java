package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * The course of a training as an animated GIF: mapped source rows beside target rows, and figures as curves.
 *
 * <p>A mapped row keeps the colour of where it was before the map: the first coordinate as hue, the second as lightness.
 * So neighbours that were torn apart or folded over each other show. Target rows are grey. The mark of a row says its
 * label. Of longer rows the first two coordinates are drawn; project them before, on two principal axes for one.
 *
 * <p>Equal input gives equal bytes on one machine; letters are drawn by its fonts.
 *
 * @param source a, [N, D ≥ 2], as it was before the map
 * @param target b, [M, D]
 * @param frames the course, at least one frame, in the order of their steps, all with the same figures
 */
public record TrainingAnimation(Sample source, Sample target, List<Frame> frames) {
    private static final int LAST_FRAME = 200;

    /**
     * One moment.
     *
     * @param step steps done
     * @param mapped T(a), [N, D], row for row
     * @param figures named numbers at that moment, such as the label accuracy and the loss, in the order in which they are
     *     drawn; one that is not finite is left out of its curve
     */
    public record Frame(int step, PackedRows mapped, Map<String, Double> figures) {}

    /**
     * How it is drawn.
     *
     * @param width pixels; the rows take a square, and the curves what is beside it
     * @param height pixels
     * @param hundredths how long a frame is shown, in hundredths of a second; the last one stays for two seconds
     */
    public record Format(int width, int height, int hundredths) {
        /** 720×420 pixels, a tenth of a second a frame. */
        public static final Format STANDARD = new Format(720, 420, 10);

        public Format {
            require(height >= 160, "a height of at least 160", height);
            require(width >= height + 160, "a width of at least " + (height + 160), width);
            require(hundredths >= 1, "at least 1 hundredth of a second a frame", hundredths);
        }
    }

    public TrainingAnimation {
        frames = List.copyOf(frames);
        require(
                source.rows().dimension() >= 2,
                "at least 2 coordinates",
                source.rows().dimension());
        require(
                target.rows().dimension() == source.rows().dimension(),
                "a target like " + source.rows(),
                target.rows());
        require(!frames.isEmpty(), "at least one frame", 0);
        Frame before = frames.get(0);
        for (Frame frame : frames) {
            require(
                    frame.mapped.rows() == source.rows().rows()
                            && frame.mapped.dimension() == source.rows().dimension(),
                    "mapped rows like " + source.rows() + " at step " + frame.step,
                    frame.mapped);
            require(frame.step >= before.step, "a step of at least " + before.step, frame.step);
            require(
                    frame.figures.keySet().equals(before.figures.keySet()),
                    "the figures " + before.figures.keySet() + " at step " + frame.step,
                    frame.figures.keySet());
            before = frame;
        }
    }

    /** Writes the GIF; the stream stays open. */
    public void write(Format format, OutputStream out) throws IOException {
        AnimationFrame drawing = new AnimationFrame(this, format);
        try (GifSequence gif = new GifSequence(out)) {
            for (int i = 0; i < frames.size(); i++) {
                gif.add(drawing.of(i), i == frames.size() - 1 ? LAST_FRAME : format.hundredths);
            }
        }
    }

    private static void require(boolean holds, String rule, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + rule + "; found " + found);
        }
    }
}
