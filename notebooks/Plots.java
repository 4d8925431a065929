package io.github.lrmfspark.notebook;

import io.github.lrmfspark.data.PackedRows;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of the notebooks, by XChart; the first series of one is orange, the second blue, then green and violet. */
public final class Plots {
    private static final Color[] COLOURS = {
        new Color(0xd9, 0x5f, 0x02), new Color(0x1f, 0x6f, 0xb4), new Color(0x2c, 0x8c, 0x4a), new Color(0x80, 0x50, 0xa0)
    };
    private static final int HEIGHT = 430;

    private Plots() {}

    /** An empty chart for curves; {@code addSeries(name, x, y)} adds one. */
    public static XYChart curves(String title, String x, String y) {
        XYChart chart = chart(title, 560, SeriesMarkers.NONE);
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        chart.getStyler().setDecimalPattern("#,##0.####");
        return chart;
    }

    /** An empty square of the plane, with both axes from low to high, for {@link #cloud}. */
    public static XYChart plane(String title, double low, double high) {
        XYChart chart = chart(title, 400, SeriesMarkers.CIRCLE);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarkerSize(3);
        chart.getStyler().setXAxisMin(low).setXAxisMax(high).setYAxisMin(low).setYAxisMax(high);
        return chart;
    }

    /** Adds the first two coordinates of all rows as points. */
    public static XYChart cloud(XYChart chart, String name, PackedRows rows) {
        chart.addSeries(name, column(rows, 0), column(rows, 1));
        return chart;
    }

    /** One coordinate of all rows. */
    public static double[] column(PackedRows rows, int column) {
        return IntStream.range(0, rows.rows())
                .mapToDouble(row -> rows.value(row, column))
                .toArray();
    }

    /** Charts from left to right as one image. */
    public static BufferedImage beside(XYChart... charts) {
        return beside(Arrays.asList(charts));
    }

    /** Charts from left to right as one image. */
    public static BufferedImage beside(List<XYChart> charts) {
        int width = charts.stream().mapToInt(XYChart::getWidth).sum();
        BufferedImage all = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        int x = 0;
        for (XYChart chart : charts) {
            graphics.drawImage(BitmapEncoder.getBufferedImage(chart), x, 0, null);
            x += chart.getWidth();
        }
        graphics.dispose();
        return all;
    }

    /** Images one below the other as one. */
    public static BufferedImage below(BufferedImage... images) {
        int width = Arrays.stream(images).mapToInt(BufferedImage::getWidth).max().orElse(1);
        int height = Arrays.stream(images).mapToInt(BufferedImage::getHeight).sum();
        BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        int y = 0;
        for (BufferedImage image : images) {
            graphics.drawImage(image, 0, y, null);
            y += image.getHeight();
        }
        graphics.dispose();
        return all;
    }

    private static XYChart chart(String title, int width, Marker marker) {
        XYChart chart = new XYChartBuilder()
                .title(title)
                .width(width)
                .height(HEIGHT)
                .build();
        chart.getStyler()
                .setSeriesColors(COLOURS)
                .setSeriesMarkers(new Marker[] {marker})
                .setChartBackgroundColor(Color.WHITE)
                .setLegendBorderColor(Color.WHITE)
                .setChartTitleBoxVisible(false)
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal);
        return chart;
    }
}
