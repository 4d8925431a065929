package io.github.lrmfspark.real;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lrmfspark.data.PackedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;

/**
 * One run of the job in a process of its own, as a user starts it.
 *
 * @param mapped the images of the source rows, in the order of their ids
 * @param seconds from the start of the script to its end, with reading, writing and the report
 * @param megabytes the most memory that was resident at a time, in 10⁶ bytes; NaN where Linux's {@code /proc} is not
 * @param verdict of the report, which was given no labels
 */
record JobRun(PackedRows mapped, double seconds, double megabytes, String verdict) {
    private static final Path SCRIPT = Path.of("jobs", "align.sh");
    private static final int LOOK_MILLIS = 50;
    private static final double BYTES_A_KILOBYTE = 1024;

    /**
     * Runs the job on a folder's {@code source} and {@code target}.
     *
     * @param folder where its output and its logs go too
     * @param settings {@code KEY=VALUE}, beside the seed
     * @throws IOException if the job fails
     */
    static JobRun of(SparkSession spark, Path folder, List<String> settings, long seed)
            throws IOException, InterruptedException {
        Path output = folder.resolve("aligned");
        Path printed = folder.resolve("printed");
        Path log = folder.resolve("log");
        List<String> words = new ArrayList<>(List.of(SCRIPT.toString(), "--mode", "overwrite"));
        words.addAll(List.of("--source", folder.resolve("source").toString()));
        words.addAll(List.of("--target", folder.resolve("target").toString()));
        words.addAll(List.of("--output", output.toString()));
        words.addAll(List.of("--set", "training.seed=" + seed));
        settings.forEach(setting -> words.addAll(List.of("--set", setting)));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectOutput(printed.toFile())
                .redirectError(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        double megabytes = Double.NaN;
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                megabytes = peak(process.pid(), megabytes);
            }
        } finally {
            process.destroyForcibly();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(
                    "Expected that the job ends with 0; found " + process.exitValue() + ", see '" + log + "'");
        }
        List<String> lines = Files.readAllLines(printed);
        String verdict = new ObjectMapper()
                .readTree(lines.get(lines.size() - 1))
                .path("verdict")
                .asText();
        return new JobRun(Tables.read(spark, output, col("id")).rows(), seconds, megabytes, verdict);
    }

    /** The most that was resident so far, by VmHWM, which never falls; the script becomes the job, so the number stays. */
    private static double peak(long process, double before) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * BYTES_A_KILOBYTE / 1e6)
                    .findFirst()
                    .orElse(before);
        } catch (NoSuchFileException e) {
            return before;
        }
    }
}
