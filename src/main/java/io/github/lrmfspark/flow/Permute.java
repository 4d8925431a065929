package io.github.lrmfspark.flow;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * y_j = x_{order(j)}: a fixed permutation of the coordinates. log|det| = 0.
 *
 * <p>x_{order(j)} = y_j, so gradients go the same way: dx_{order(j)} = dy_j. P = 0; the order is part of the
 * description. |det| = 1 for every permutation, the odd ones too.
 *
 * <p>Before a {@link Coupling} it chooses the halves, and as {@link ImageShape#squeeze} it moves pixels into
 * channels.
 *
 * <p>References: Kingma, Dhariwal, "Glow", NeurIPS 2018, section 3.2, which compares it with a trained linear
 * map.
 */
public final class Permute implements Bijector {
    private static final long serialVersionUID = 1;

    private final int[] order;

    private Permute(int[] order) {
        this.order = order;
    }

    /**
     * y_j = x_{order(j)}.
     *
     * @param order [D], copied; which coordinate of x goes to place j
     * @return the map
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

    /**
     * A permutation drawn by Fisher and Yates' shuffle, so that all D! are as likely, as far as the generator
     * allows.
     *
     * @param dimension D
     * @param random draws D numbers
     * @return the map
     * @throws IllegalArgumentException if D is below 1
     */
    public static Permute random(int dimension, RandomGenerator random) {
        int[] order = new int[Dimensions.atLeast(1, dimension, "a permutation")];
        for (int j = 0; j < dimension; j++) {
            int k = random.nextInt(j + 1);
            order[j] = order[k];
            order[k] = j;
        }
        return new Permute(order);
    }

    /** {@return the permutation that undoes this one} */
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
