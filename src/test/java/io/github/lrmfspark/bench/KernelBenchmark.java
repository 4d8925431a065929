package io.github.lrmfspark.bench;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Kernels.Product;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The kernels that a step of RealNVP spends its time in, one by one and as p calls them: on both sets of a batch of 256. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    private static final int ROWS = 512;

    @Param({"32", "256"})
    public int dimension;

    private Kernels kernels;
    private int[] order;
    private Matrix x;
    private Matrix y;
    private Matrix moved;
    private Matrix image;
    private Matrix head;
    private Matrix dHead;
    private Matrix logDet;
    private Matrix hidden;
    private Matrix weight;
    private Matrix hiddenGradient;
    private Matrix bias;

    @Setup
    public void setup() {
        int width = dimension == 32 ? 128 : 512;
        kernels = Kernels.of(DataType.FLOAT, ROWS);
        kernels.reserve(dimension);
        order = new int[dimension];
        for (int j = 0; j < dimension; j++) {
            order[j] = (7 * j + 3) % dimension;
        }
        SplittableRandom random = new SplittableRandom(1);
        x = gaussian(ROWS, dimension, random);
        y = gaussian(ROWS, dimension, random);
        moved = gaussian(ROWS, dimension / 2, random);
        image = gaussian(ROWS, dimension / 2, random);
        head = gaussian(ROWS, dimension, random);
        dHead = gaussian(ROWS, dimension, random);
        logDet = gaussian(ROWS, 1, random);
        hidden = gaussian(ROWS, width, random);
        hiddenGradient = gaussian(ROWS, width, random);
        weight = gaussian(width, width, random);
        bias = gaussian(1, width, random);
    }

    private static Matrix gaussian(int rows, int columns, SplittableRandom random) {
        Matrix m = Matrix.zeros(DataType.FLOAT, rows, columns);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                m.put(i, j, 0.1 * random.nextGaussian());
            }
        }
        return m;
    }

    @Benchmark
    public void product() {
        kernels.gemm(Product.PLAIN, hidden, weight, 0, hiddenGradient);
    }

    @Benchmark
    public void addBiasRelu() {
        kernels.addBiasRelu(hidden, bias);
    }

    @Benchmark
    public void reluBackward() {
        kernels.reluBackward(hidden, hiddenGradient, bias);
    }

    @Benchmark
    public void permute() {
        kernels.permute(x, order, y);
    }

    @Benchmark
    public void coupling() {
        kernels.coupling(moved, head, image, logDet);
    }

    @Benchmark
    public void couplingBackward() {
        kernels.couplingBackward(moved, head, image, logDet, y.columns(0, dimension / 2), dHead);
    }
}
