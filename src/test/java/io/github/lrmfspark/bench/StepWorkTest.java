package io.github.lrmfspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Kernels.Product;
import io.github.lrmfspark.kernel.Matrix;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What a training step costs, counted and not timed, so that it can only grow on purpose: calls of kernels, multiplications in
 * products of matrices, numbers that kernels are handed, and what lands on the heap.
 */
class StepWorkTest {
    private static final StepSize SIZE = new StepSize(32, 6, 128, 256);
    private static final int STEPS = 200;

    /**
     * What goes through kernels.
     *
     * @param calls on matrices
     * @param multiplications in products of matrices
     * @param numbers that the other kernels are handed
     */
    private record Work(long calls, long multiplications, long numbers) {
        Work minus(Work other) {
            return new Work(calls - other.calls, multiplications - other.multiplications, numbers - other.numbers);
        }
    }

    /** Kernels that are counted. */
    private static final class Counted {
        private long calls;
        private long multiplications;
        private long numbers;

        Work work() {
            return new Work(calls, multiplications, numbers);
        }

        Kernels of(Kernels kernels) {
            return (Kernels) Proxy.newProxyInstance(
                    Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                        count(method.getName(), arguments == null ? new Object[0] : arguments);
                        try {
                            return method.invoke(kernels, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void count(String name, Object[] arguments) {
            long handed = Arrays.stream(arguments)
                    .filter(Matrix.class::isInstance)
                    .map(Matrix.class::cast)
                    .mapToLong(m -> (long) m.rows() * m.columns())
                    .sum();
            calls += handed > 0 ? 1 : 0;
            if (name.equals("gemm")) {
                Matrix a = (Matrix) arguments[1];
                Matrix c = (Matrix) arguments[4];
                int inner = arguments[0] == Product.LEFT_TRANSPOSED ? a.rows() : a.columns();
                multiplications += (long) c.rows() * c.columns() * inner;
            } else {
                numbers += handed;
            }
        }
    }

    @Test
    void aStepDoesNoMoreThanItDid() {
        assertThat(work(SIZE)).isEqualTo(new Work(328, 319_094_784, 5_884_768));
    }

    /** Whole products of the factors would make it 106,303,488 multiplications. */
    @Test
    void aLinearLayerLeavesOutMostZerosOfItsFactors() {
        assertThat(work(new StepSize(256, 2, 16, 8))).isEqualTo(new Work(134, 52_826_112, 1_260_808));
    }

    private static Work work(StepSize size) {
        Counted counted = new Counted();
        FlowOptions flow = new FlowOptions(Kind.REAL_NVP, size.couplings(), size.hidden(), 2);
        LossStep step = new LossStep(flow, size.dimension(), size.batch(), counted::of);
        Work before = counted.work();
        step.run();
        return counted.work().minus(before);
    }

    @Test
    void aStepLeavesLittleOnTheHeap() {
        TrainingStep training = new TrainingStep(SIZE);
        repeat(training);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        repeat(training);

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / STEPS)
                .as("bytes a step")
                .isLessThan(80_000);
    }

    private static void repeat(Runnable step) {
        for (int i = 0; i < STEPS; i++) {
            step.run();
        }
    }
}
