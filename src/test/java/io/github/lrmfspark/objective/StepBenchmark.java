package io.github.lrmfspark.objective;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.FlowOptions;
import io.github.lrmfspark.flow.FlowOptions.Kind;
import io.github.lrmfspark.flow.Flows;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program, not a test: one step of the loss, forward and backward, beside its bare matrix products, alternating in one run.
 * The products are the same step with every other kernel left out. Arguments: kind of flow, D, couplings, hidden, batch
 * size, rounds.
 */
final class StepBenchmark {
    private StepBenchmark() {}

    public static void main(String[] arguments) {
        int[] size =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        FlowOptions options = new FlowOptions(Kind.of(arguments[0]), size[1], size[2], 2);
        Objective objective =
                LogLikelihoodRatio.of(Flows.transform(options, size[0], 1), Flows.density(options, size[0], 1));
        Kernels kernels = Kernels.of(DataType.FLOAT, objective.kernelRows(size[3]));
        Runnable whole = step(objective, kernels, size[3]);
        Runnable products = step(objective, productsOnly(kernels), size[3]);
        time(whole, 2000);
        time(products, 2000);
        double[] ratios = new double[size[4]];
        for (int r = 0; r < ratios.length; r++) {
            double wholeMillis = time(whole, 3000);
            double productMillis = time(products, 3000);
            ratios[r] = wholeMillis / productMillis;
            System.out.printf(
                    Locale.ROOT,
                    "step %.2f ms  products %.2f ms  ratio %.3f  %.0f pairs/s%n",
                    wholeMillis,
                    productMillis,
                    ratios[r],
                    1000 * size[3] / wholeMillis);
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "median ratio %.3f, from %.3f to %.3f%n",
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private static Runnable step(Objective objective, Kernels kernels, int batchSize) {
        Binding binding = Binding.of(
                kernels,
                batchSize,
                objective.parameterSpec(),
                Nd4j.zeros(DataType.FLOAT, objective.parameterCount()),
                Nd4j.zeros(DataType.FLOAT, objective.parameterCount()));
        Objective.Bound bound = objective.bind(binding);
        Matrix a = gaussian(binding, objective.dimension());
        Matrix b = gaussian(binding, objective.dimension());
        bound.initialise(a, b, new SplittableRandom(1));
        return () -> {
            bound.prepare();
            LossTerms terms = bound.forward(a, b);
            bound.backward();
            if (Double.isNaN(terms.total())) {
                throw new IllegalStateException("Expected a finite loss; found " + terms);
            }
        };
    }

    private static Matrix gaussian(Binding binding, int dimension) {
        SplittableRandom random = new SplittableRandom(2);
        Matrix m = binding.buffer(dimension);
        for (int j = 0; j < dimension; j++) {
            for (int i = 0; i < m.rows(); i++) {
                m.put(i, j, random.nextGaussian());
            }
        }
        return m;
    }

    private static Kernels productsOnly(Kernels kernels) {
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    boolean passed =
                            method.getName().equals("gemm") || method.getName().equals("type");
                    return passed
                            ? method.invoke(kernels, arguments)
                            : method.getReturnType() == double.class ? 0.0 : null;
                });
    }

    /** Milliseconds a step, over about {@code millis} of steps. */
    private static double time(Runnable step, long millis) {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        int steps = 0;
        while (System.nanoTime() - end < 0) {
            step.run();
            steps++;
        }
        return (System.nanoTime() - start) / 1e6 / steps;
    }
}
