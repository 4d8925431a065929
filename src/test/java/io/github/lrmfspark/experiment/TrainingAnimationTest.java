package io.github.lrmfspark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import io.github.lrmfspark.data.SyntheticDomains;
import io.github.lrmfspark.experiment.TrainingAnimation.Format;
import io.github.lrmfspark.experiment.TrainingAnimation.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class TrainingAnimationTest {
    private static final SyntheticDomains MOONS = new SyntheticDomains(SyntheticDomains.Kind.MOONS, 60, 2, 50, 0.05, 1);
    private static final Format FORMAT = new Format(400, 200, 7);

    @Test
    void everyFrameIsAPictureOfTheSizeAskedFor() throws IOException {
        List<BufferedImage> pictures = pictures(bytes(animation(5)));
        assertThat(pictures).hasSize(5);
        for (BufferedImage picture : pictures) {
            assertThat(picture.getWidth()).isEqualTo(400);
            assertThat(picture.getHeight()).isEqualTo(200);
        }
    }

    @Test
    void equalInputGivesEqualBytes() throws IOException {
        assertThat(bytes(animation(4))).isEqualTo(bytes(animation(4)));
    }

    @Test
    void framesLastAndStartOver() throws IOException {
        ImageReader reader = reader(bytes(animation(3)));
        for (int i = 0; i < 3; i++) {
            var root = (org.w3c.dom.Element) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            var control = (org.w3c.dom.Element)
                    root.getElementsByTagName("GraphicControlExtension").item(0);
            assertThat(control.getAttribute("delayTime")).isEqualTo(i == 2 ? "200" : "7");
            NodeList extensions = root.getElementsByTagName("ApplicationExtension");
            assertThat(extensions.getLength()).isEqualTo(i == 0 ? 1 : 0);
        }
    }

    @Test
    void mappedRowsMoveAndTargetRowsStay() throws IOException {
        PackedRows target = PackedRows.of(2, new float[] {-1, -1, 1, 1, -1, 1});
        PackedRows before = PackedRows.of(2, new float[] {1, -1});
        PackedRows after = PackedRows.of(2, new float[] {-1, 1});
        List<BufferedImage> pictures = pictures(bytes(new TrainingAnimation(
                Sample.unlabelled(before),
                Sample.unlabelled(target),
                List.of(new Frame(0, before, Map.of()), new Frame(1, after, Map.of())))));
        assertThat(pictures).hasSize(2);
        assertThat(coloured(pictures.get(0))).isEqualTo("lower right");
        assertThat(coloured(pictures.get(1))).isEqualTo("upper left");
        assertThat(grey(pictures.get(0))).isEqualTo(3);
        assertThat(grey(pictures.get(1))).isEqualTo(2);
    }

    /** Where the pixels with a hue lie. */
    private static String coloured(BufferedImage picture) {
        double right = 0;
        double down = 0;
        int count = 0;
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                int rgb = picture.getRGB(x, y);
                if ((rgb >> 16 & 255) != (rgb & 255)) {
                    right += x;
                    down += y;
                    count++;
                }
            }
        }
        return (down / count < 100 ? "upper" : "lower") + (right / count < 100 ? " left" : " right");
    }

    /** How many quarters of the plot have grey marks. */
    private static int grey(BufferedImage picture) {
        boolean[] quarters = new boolean[4];
        for (int y = 25; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                quarters[(y < 110 ? 0 : 2) + (x < 100 ? 0 : 1)] |= (picture.getRGB(x, y) & 0xffffff) == 0xb5b5b5;
            }
        }
        int count = 0;
        for (boolean quarter : quarters) {
            count += quarter ? 1 : 0;
        }
        return count;
    }

    @Test
    void rowsAndFiguresThatAreNotFiniteAreLeftOut() throws IOException {
        Sample moons = MOONS.source();
        PackedRows lost = PackedRows.of(2, filled(120, Float.NaN));
        assertThat(pictures(bytes(new TrainingAnimation(
                        moons, MOONS.target(), List.of(new Frame(0, lost, Map.of("loss", Double.NaN)))))))
                .hasSize(1);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        Sample source = MOONS.source();
        Sample target = MOONS.target();
        Frame first = new Frame(10, source.rows(), Map.of("loss", 1.0));
        refused("Expected at least one frame; found 0", source, target, List.of());
        refused(
                "Expected mapped rows like PackedRows[60, 2] at step 20; found PackedRows[59, 2]",
                source,
                target,
                List.of(first, new Frame(20, source.rows().slice(0, 59), Map.of("loss", 1.0))));
        refused(
                "Expected a step of at least 10; found 9",
                source,
                target,
                List.of(first, new Frame(9, source.rows(), Map.of("loss", 1.0))));
        refused(
                "Expected the figures [loss] at step 20; found []",
                source,
                target,
                List.of(first, new Frame(20, source.rows(), Map.of())));
        refused(
                "Expected a target like PackedRows[60, 2]; found PackedRows[2, 3]",
                source,
                Sample.unlabelled(PackedRows.of(3, new float[6])),
                List.of(first));
        Sample line = Sample.unlabelled(PackedRows.of(1, new float[2]));
        refused("Expected at least 2 coordinates; found 1", line, line, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Format(300, 200, 7))
                .withMessage("Expected a width of at least 360; found 300");
    }

    private static void refused(String message, Sample source, Sample target, List<Frame> frames) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingAnimation(source, target, frames))
                .withMessage(message);
    }

    private static TrainingAnimation animation(int count) {
        List<Frame> frames = new ArrayList<>();
        Sample source = MOONS.source();
        for (int i = 0; i < count; i++) {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("label accuracy", 0.5 + 0.1 * i);
            figures.put("loss", -1.0 * i);
            frames.add(new Frame(100 * i, source.rows(), figures));
        }
        return new TrainingAnimation(source, MOONS.target(), frames);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private static byte[] bytes(TrainingAnimation animation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        animation.write(FORMAT, bytes);
        return bytes.toByteArray();
    }

    private static List<BufferedImage> pictures(byte[] gif) throws IOException {
        ImageReader reader = reader(gif);
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < reader.getNumImages(true); i++) {
            pictures.add(reader.read(i));
        }
        return pictures;
    }

    private static ImageReader reader(byte[] gif) throws IOException {
        ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(gif));
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(stream);
        return reader;
    }
}
