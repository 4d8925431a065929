package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** y_j = x_{order(j)}: a fixed permutation of the coordinates. log|det| = 0. */
public final class Permute implements Bijector {
    private static final long serialVersionUID = 1;

    private final int[] order;

    private Permute(int[] order) {
        this.order = order;
    }

    /**
     * y_j = x_{order(j)}.
     *
     * @throws IllegalArgumentException if {@code order} is not a permutation of 0 … D − 1
     */
    public static Permute of(int... order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        for (int j = 0; j < sorted.length; j++) {
            if (sorted[j] != j) {
                throw new IllegalArgumentException(
                        "Expected a permutation of 0 to " + (order.length - 1) + "; found " + Arrays.toString(order));
            }
        }
        return new Permute(order.clone());
    }

    /** A permutation drawn by Fisher and Yates' shuffle. */
    public static Permute random(int dimension, RandomGenerator random) {
        int[] order = new int[Dimensions.atLeast(1, dimension, "a permutation")];
        for (int j = 0; j < dimension; j++) {
            int k = random.nextInt(j + 1);
            order[j] = order[k];
            order[k] = j;
        }
        return new Permute(order);
    }

    /** The permutation that undoes this one. */
    public Permute inverse() {
        int[] inverse = new int[order.length];
        for (int j = 0; j < order.length; j++) {
            inverse[order[j]] = j;
        }
        return new Permute(inverse);
    }

    @Override
    public int dimension() {
        return order.length;
    }

    @Override
    public ParameterSpec parameterSpec() {
        return ParameterSpec.EMPTY;
    }

    @Override
    public Computation bind(Binding binding) {
        Kernels kernels = binding.kernels();
        int[] undo = inverse().order;
        Matrix y = binding.buffer(order.length);
        Matrix dx = binding.buffer(order.length);
        return new Computation() {
            @Override
            public Matrix forward(Matrix x, Matrix logDet) {
                kernels.permute(x, order, y);
                return y;
            }

            @Override
            public Matrix backward(Matrix dy, Matrix dLogDet) {
                kernels.permute(dy, undo, dx);
                return dx;
            }

            @Override
            public Matrix inverse(Matrix y, Matrix logDet) {
                kernels.permute(y, undo, dx);
                return dx;
            }

            @Override
            public Matrix inverseBackward(Matrix dx, Matrix dLogDet) {
                kernels.permute(dx, order, y);
                return y;
            }
        };
    }
}
