package io.github.lrmfspark.experiment;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.experiment.TrainingAnimation.Format;
import io.github.lrmfspark.experiment.TrainingAnimation.Frame;
import io.github.lrmfspark.report.Axis;
import io.github.lrmfspark.report.Numerals;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws the frames of one {@link TrainingAnimation}, all on the same axes. */
final class AnimationFrame {
    private static final int MARGIN = 12;
    private static final int LINE = 18;
    private static final int NUMBERS = 44;
    private static final int TICKS = 3;
    private static final Color INK = new Color(0x222222);
    private static final Color GRID = new Color(0xd8d8d8);
    private static final Color PALE = new Color(0xc4c4c4);
    private static final Color GREY = new Color(0xb5b5b5);
    private static final Color CURVE = new Color(0x1f6fb2);
    private static final double MARK = 3.2;

    /** Corners of the marks of the first labels, and how far each is turned; the others share the last one. */
    private static final double[][] MARKS = {{16, 0}, {3, -Math.PI / 2}, {4, Math.PI / 4}, {4, 0}, {3, Math.PI / 2}};

    private final TrainingAnimation animation;
    private final Format format;
    private final Axis x;
    private final Axis y;
    private final Axis steps;
    private final List<Color> colours;
    private final List<Integer> labels;
    private final List<String> figures;

    AnimationFrame(TrainingAnimation animation, Format format) {
        this.animation = animation;
        this.format = format;
        int side = format.height();
        Axis horizontal = Axis.over(coordinates(0), MARGIN, (double) side - MARGIN);
        Axis vertical = Axis.over(coordinates(1), (double) side - MARGIN, MARGIN + LINE);
        double scale = Math.max(horizontal.unitsPerPixel(), vertical.unitsPerPixel());
        this.x = horizontal.withScale(scale);
        this.y = vertical.withScale(scale);
        this.steps = Axis.over(
                animation.frames().stream().mapToDouble(Frame::step), side + NUMBERS, (double) format.width() - MARGIN);
        this.colours = colours(animation.source().rows());
        this.labels = IntStream.concat(
                        Arrays.stream(animation.source().labels()),
                        Arrays.stream(animation.target().labels()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
        this.figures = List.copyOf(animation.frames().get(0).figures().keySet());
    }

    private DoubleStream coordinates(int column) {
        return DoubleStream.concat(
                column(animation.source().rows(), column),
                column(animation.target().rows(), column));
    }

    private static DoubleStream column(PackedRows rows, int column) {
        return IntStream.range(0, rows.rows()).mapToDouble(row -> rows.value(row, column));
    }

    /** Hue by the first coordinate, lightness by the second; magenta would run into the red of the other end. */
    private static List<Color> colours(PackedRows rows) {
        Axis hue = Axis.over(column(rows, 0), 0, 0.8);
        Axis light = Axis.over(column(rows, 1), 0, 1);
        List<Color> colours = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            double high = light.pixel(rows.value(row, 1));
            colours.add(Color.getHSBColor(
                    (float) hue.pixel(rows.value(row, 0)), (float) (1 - 0.35 * high), (float) (0.6 + 0.35 * high)));
        }
        return colours;
    }

    /** The frame of that number. */
    BufferedImage of(int number) {
        BufferedImage picture = new BufferedImage(format.width(), format.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, format.width(), format.height());
        Frame frame = animation.frames().get(number);
        rows(pen, frame);
        for (int figure = 0; figure < figures.size(); figure++) {
            curve(pen, figure, number);
        }
        pen.dispose();
        return picture;
    }

    private void rows(Graphics2D pen, Frame frame) {
        Sample target = animation.target();
        for (int row = 0; row < target.rows().rows(); row++) {
            pen.setColor(GREY);
            pen.fill(mark(target.rows(), target, row));
        }
        for (int row = 0; row < frame.mapped().rows(); row++) {
            pen.setColor(colours.get(row));
            pen.fill(mark(frame.mapped(), animation.source(), row));
        }
        pen.setColor(INK);
        pen.drawString("step " + Numerals.whole(frame.step()) + ", target in grey", MARGIN, LINE);
    }

    /** An empty shape for a row that is not finite. */
    private Shape mark(PackedRows rows, Sample labelled, int row) {
        int rank = labelled.labelled() ? labels.indexOf(labelled.labels()[row]) : 0;
        double[] mark = MARKS[Math.min(rank, MARKS.length - 1)];
        double right = x.pixel(rows.value(row, 0));
        double down = y.pixel(rows.value(row, 1));
        Path2D shape = new Path2D.Double();
        if (Double.isFinite(right) && Double.isFinite(down)) {
            for (int corner = 0; corner < mark[0]; corner++) {
                double angle = mark[1] + 2 * Math.PI * corner / mark[0];
                double toRight = right + MARK * Math.cos(angle);
                double toDown = down + MARK * Math.sin(angle);
                if (corner == 0) {
                    shape.moveTo(toRight, toDown);
                } else {
                    shape.lineTo(toRight, toDown);
                }
            }
            shape.closePath();
        }
        return shape;
    }

    /** One figure over the steps: its whole course pale, and what has passed of it in colour. */
    private void curve(Graphics2D pen, int figure, int number) {
        String name = figures.get(figure);
        List<Frame> frames = animation.frames();
        double share = (double) (format.height() - MARGIN) / figures.size();
        double top = MARGIN + figure * share;
        Axis values =
                Axis.over(frames.stream().mapToDouble(frame -> value(frame, name)), top + share - LINE, top + LINE);
        ticks(pen, values);
        double value = value(frames.get(number), name);
        String words = name + "  " + (Double.isFinite(value) ? Numerals.real(value) : "–");
        pen.setColor(INK);
        pen.drawString(words, (float) steps.start(), (float) top + 6);
        pen.setColor(PALE);
        pen.draw(line(frames, name, values));
        pen.setColor(CURVE);
        pen.draw(line(frames.subList(0, number + 1), name, values));
    }

    private void ticks(Graphics2D pen, Axis values) {
        double step = values.step(TICKS);
        for (double tick : values.ticks(step)) {
            double down = values.pixel(tick);
            String number = Numerals.tick(tick, step);
            pen.setColor(GRID);
            pen.draw(new Line2D.Double(steps.start(), down, steps.end(), down));
            pen.setColor(INK);
            pen.drawString(
                    number, (float) steps.start() - 6 - pen.getFontMetrics().stringWidth(number), (float) down + 5);
        }
    }

    private Shape line(List<Frame> frames, String name, Axis values) {
        Path2D line = new Path2D.Double();
        for (Frame frame : frames) {
            double value = value(frame, name);
            if (Double.isFinite(value)) {
                double right = steps.pixel(frame.step());
                double down = values.pixel(value);
                if (line.getCurrentPoint() == null) {
                    line.moveTo(right, down);
                }
                line.lineTo(right, down);
            }
        }
        return line;
    }

    private static double value(Frame frame, String name) {
        return frame.figures().getOrDefault(name, Double.NaN);
    }
}
