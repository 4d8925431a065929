package io.github.lrmfspark.experiment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lrmfspark.data.PackedRows;
import io.github.lrmfspark.data.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads the real pair of domains that may lie beside the checkout: 32-dimensional codes of handwritten digits, USPS and
 * MNIST. The folder is the system property {@code lrmf.digits}, or {@code ../shared/data/digits}.
 */
public final class DigitCodes {
    private DigitCodes() {}

    /**
     * The codes of a domain and split, such as {@code usps-test}. Where there are none the calling test is skipped, which the
     * summary of the run tells; what it holds is held on made-up sets by a test beside it.
     */
    public static Sample read(String set) throws IOException {
        Path folder = Path.of(System.getProperty("lrmf.digits", "../shared/data/digits"));
        Path file = folder.resolve("embeddings32-" + set + ".csv.gz");
        assumeTrue(
                Files.exists(file),
                () -> "Expected digit codes at '" + file + "'; found none. Name their folder by -Dlrmf.digits=DIR");
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String[]> lines =
                    reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
            int dimension = lines.get(0).length - 1;
            PackedRows.Builder rows = new PackedRows.Builder(dimension);
            for (String[] line : lines) {
                float[] row = new float[dimension];
                for (int d = 0; d < dimension; d++) {
                    row[d] = Float.parseFloat(line[d]);
                }
                rows.add(row);
            }
            int[] labels = lines.stream()
                    .mapToInt(line -> Integer.parseInt(line[dimension]))
                    .toArray();
            return new Sample(rows.build(), labels);
        }
    }
}
