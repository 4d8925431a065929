package io.github.lrmfspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.FlowOptions.Kind;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Kernels.Product;
import io.github.lrmfspark.kernel.Matrix;
import io.github.lrmfspark.objective.LogLikelihoodRatio;
import io.github.lrmfspark.objective.Objective;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

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
        FlowOptions flow = new FlowOptions(Kind.REAL_NVP, SIZE.couplings(), SIZE.hidden(), 2);
        Objective objective = LogLikelihoodRatio.of(
                Flows.transform(flow, SIZE.dimension(), 1), Flows.density(flow, SIZE.dimension(), 1));
        Counted counted = new Counted();
        Kernels kernels = counted.of(Kernels.of(DataType.FLOAT, objective.kernelRows(SIZE.batch())));
        Objective.Bound bound = objective.bind(Binding.of(
                kernels,
                SIZE.batch(),
                objective.parameterSpec(),
                Nd4j.zeros(DataType.FLOAT, objective.parameterCount()),
                Nd4j.zeros(DataType.FLOAT, objective.parameterCount())));
        Matrix a = Matrix.zeros(DataType.FLOAT, SIZE.batch(), SIZE.dimension());
        Matrix b = Matrix.zeros(DataType.FLOAT, SIZE.batch(), SIZE.dimension());
        step(bound, a, b);
        Work before = counted.work();

        step(bound, a, b);

        assertThat(counted.work().minus(before)).isEqualTo(new Work(328, 319_094_784, 5_884_768));
    }

    private static void step(Objective.Bound bound, Matrix a, Matrix b) {
        bound.prepare();
        bound.forward(a, b);
        bound.backward();
    }

    @Test
    void aStepLeavesLittleOnTheHeap() {
        TrainingStep training = new TrainingStep(SIZE);
        training.steps(STEPS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        training.steps(STEPS);

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / STEPS)
                .as("bytes a step")
                .isLessThan(80_000);
    }
}
