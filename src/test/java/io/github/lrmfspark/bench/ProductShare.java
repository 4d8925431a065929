package io.github.lrmfspark.bench;

import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.FlowOptions.Kind;
import io.github.lrmfspark.kernel.Kernels;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * A program: one step of the loss, forward and backward, beside the same step with every kernel but the products of matrices left
 * out. Arguments: kind of flow, D, couplings, hidden, batch size, rounds.
 */
final class ProductShare {
    private static final double SECONDS = 3;

    private ProductShare() {}

    public static void main(String[] arguments) {
        int[] size =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        FlowOptions flow = new FlowOptions(Kind.of(arguments[0]), size[1], size[2], 2);
        System.out.println(Comparison.of(
                String.join(" ", arguments),
                Side.of(new LossStep(flow, size[0], size[3], UnaryOperator.identity()), size[3]),
                Side.of(new LossStep(flow, size[0], size[3], ProductShare::productsOnly), size[3]),
                1,
                SECONDS,
                size[4]));
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
}
