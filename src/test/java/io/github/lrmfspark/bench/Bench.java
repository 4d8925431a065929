package io.github.lrmfspark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Compares and writes a table and {@code bench.json}. Arguments: the Python to run, the folder of its BLAS, the script,
 * the file to write, rounds. */
final class Bench {
    private static final double SECONDS = 4;
    private static final List<StepSize> SIZES =
            List.of(new StepSize(32, 6, 128, 256), new StepSize(256, 8, 512, 256), new StepSize(768, 8, 1024, 512));

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        TorchStep.Python python = new TorchStep.Python(arguments[0], arguments[1], Path.of(arguments[2]));
        Path json = Path.of(arguments[3]);
        int rounds = Integer.parseInt(arguments[4]);
        List<Comparison> comparisons = new ArrayList<>();
        System.out.printf(
                "%-62s %10s %7s %9s %10s %7s %9s %6s %6s%n",
                "", "ours /s", "spread", "CPU ms", "other /s", "spread", "CPU ms", "ratio", "CPU");
        for (StepSize size : SIZES) {
            for (int threads = 1; threads <= 2; threads++) {
                Comparison comparison = step(python, size, threads, rounds);
                comparisons.add(comparison);
                print(comparison);
            }
        }
        Files.createDirectories(json.toAbsolutePath().getParent());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), comparisons);
    }

    private static Comparison step(TorchStep.Python python, StepSize size, int threads, int rounds) {
        String name = "step, " + size + ", " + threads + (threads == 1 ? " thread" : " threads");
        try (TorchStep torch = new TorchStep(python, size, threads)) {
            TrainingStep ours = new TrainingStep(size);
            openblas_nolapack.blas_set_num_threads(threads);
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
            if (ours.parameters() != torch.parameters()) {
                throw new IllegalStateException("Expected models of one size; found " + ours.parameters()
                        + " parameters here and " + torch.parameters() + " there");
            }
            return Comparison.of(name, Side.of(ours), torch, size.batch(), SECONDS, rounds);
        }
    }

    private static void print(Comparison c) {
        System.out.printf(
                Locale.ROOT,
                "%-62s %10.0f %6.1f%% %9.2f %10.0f %6.1f%% %9.2f %6.2f %6.2f%n",
                c.name(),
                c.ours(),
                100 * c.oursSpread(),
                c.oursCpuMillis(),
                c.other(),
                100 * c.otherSpread(),
                c.otherCpuMillis(),
                c.ratio(),
                c.cpuRatio());
    }
}
