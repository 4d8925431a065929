package io.github.lrmfspark.flow;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A field f(z, t) on R^D and its divergence, by probes ε:
 *
 * <pre>
 *   h_0 = tanh(z W_0 + t v + b_0),   h_l = tanh(h_{l−1} W_l + b_l),   f = h_{L−1} W_L + b_L
 *   tr ∂f/∂z = Σ_ε εᵀ (∂f/∂z)ᵀ ε
 *   ∂f/∂z ε:  u_0 = ε W_0,  p_l = (1 − h_l²) ⊙ u_l,  u_l = p_{l−1} W_l,  p_{L−1} W_L
 * </pre>
 *
 * <p>With the D unit vectors as probes the divergence is exact; with one vector of random signs, another for
 * every row, it is right in the mean: E εεᵀ = I, so E εᵀ J ε = tr J, with variance Σ_{i≠j} (J_ij² + J_ij J_ji)
 * for signs.
 *
 * <p>The flat vector has {@code time} v [1, H] for H hidden units, then {@code weight0} [D, H], {@code bias0}
 * [1, H] and so on to {@code weightL} [H, D] and {@code biasL} [1, D]. v and the last layer start at zero,
 * where the field is none and does not change with time; the other layers start at random.
 *
 * <p>tanh and not max(0, ·): the gradient of a divergence takes second derivatives, and those of a piecewise
 * linear network are 0.
 *
 * <p>References: Grathwohl, Chen, Bettencourt, Sutskever, Duvenaud, "FFJORD", ICLR 2019, section 3.1.
 */
final class VectorField implements Serializable {
    private static final long serialVersionUID = 1;

    private final int dimension;
    private final int layers;
    private final ParameterSpec spec;
    private final int[] widths;

    VectorField(int dimension, int hidden, int hiddenLayers) {
        this.dimension = dimension;
        this.layers = hiddenLayers;
        widths = new int[hiddenLayers + 2];
        Arrays.fill(widths, hidden);
        widths[0] = dimension;
        widths[hiddenLayers + 1] = dimension;
        ParameterSpec blocks = ParameterSpec.EMPTY.and("time", 1, hidden);
        for (int l = 0; l <= layers; l++) {
            blocks = blocks.and("weight" + l, widths[l], widths[l + 1]).and("bias" + l, 1, widths[l + 1]);
        }
        spec = blocks;
    }

    /** {@return v and the layers, from the first on} */
    ParameterSpec parameterSpec() {
        return spec;
    }

    /** The field for batches of one size, with probes [N, D]. */
    Computation bind(Binding binding, Matrix[] probes) {
        return new Computation(binding, probes);
    }

    /**
     * The field with its numbers and buffers. The layers hold what the last {@link #at} left, on which the
     * divergence builds.
     */
    final class Computation {
        private final Kernels kernels;
        private final Matrix[] probes;
        private final Matrix time;
        private final Matrix timeGradient;
        private final Matrix biasAtTime;
        private final Matrix pushed;
        private final Layer[] layer = new Layer[layers + 1];

        private Computation(Binding binding, Matrix[] probes) {
            this.kernels = binding.kernels();
            this.probes = probes;
            time = binding.values().matrix("time");
            timeGradient = binding.gradient().matrix("time");
            biasAtTime = Matrix.zeros(kernels.type(), 1, widths[1]);
            pushed = binding.buffer(dimension);
            for (int l = 0; l <= layers; l++) {
                layer[l] = new Layer(binding, l);
            }
        }

        /** Hidden layers at random; time and the last layer zeros. */
        void initialise(RandomGenerator random) {
            for (int l = 0; l < layers; l++) {
                Conditioner.initialise(layer[l].weight, layer[l].bias, random);
            }
            kernels.fill(time, 0);
            kernels.fill(layer[layers].weight, 0);
            kernels.fill(layer[layers].bias, 0);
        }

        /** f(z, t) [N, D], in a buffer of this field. t is one number for all rows, so t v + b_0 is one bias. */
        Matrix at(Matrix z, double t) {
            kernels.copy(layer[0].bias, biasAtTime);
            kernels.add(t, time, biasAtTime);
            Matrix h = z;
            for (int l = 0; l <= layers; l++) {
                kernels.gemm(PLAIN, h, layer[l].weight, 0, layer[l].output);
                h = layer[l].output;
                if (l < layers) {
                    kernels.addBiasTanh(h, l == 0 ? biasAtTime : layer[l].bias);
                } else {
                    kernels.addBias(h, layer[l].bias);
                }
            }
            return h;
        }

        /** Adds {@code factor} times the divergence at the place of the last {@link #at} to {@code sum} [N, 1]. */
        void addDivergence(double factor, Matrix sum) {
            for (Matrix probe : probes) {
                push(probe);
                kernels.gemm(PLAIN, layer[layers - 1].push, layer[layers].weight, 0, pushed);
                kernels.addRowDots(factor, probe, pushed, sum);
            }
        }

        /** u_l and p_l of one probe, for the layers as {@link #at} left them. */
        private void push(Matrix probe) {
            Matrix p = probe;
            for (int l = 0; l < layers; l++) {
                kernels.gemm(PLAIN, p, layer[l].weight, 0, layer[l].unscaled);
                kernels.tanhBackward(layer[l].output, layer[l].unscaled, layer[l].push);
                p = layer[l].push;
            }
        }

        /** Zeros, to which {@link #backward} adds at every place of an integration. */
        void clearGradient() {
            kernels.fill(timeGradient, 0);
            for (Layer l : layer) {
                kernels.fill(l.weightGradient, 0);
                kernels.fill(l.biasGradient, 0);
            }
        }

        /**
         * For a loss with gradient df [N, D] in f(z, t) and dDivergence [N, 1] in the divergence there: adds
         * the parameters' gradient, and writes that in z to dz [N, D]. The network is evaluated at z again,
         * since a later place has written over its layers.
         *
         * <p>dh_l collects what comes through f and, from each probe, through the slopes 1 − h_l²; then both go
         * down as one.
         */
        void backward(Matrix z, double t, Matrix df, Matrix dDivergence, Matrix dz) {
            at(z, t);
            Layer last = layer[layers];
            kernels.gemm(LEFT_TRANSPOSED, layer[layers - 1].output, df, 1, last.weightGradient);
            addColumnSums(df, last);
            for (int l = 0; l < layers; l++) {
                kernels.fill(layer[l].outputGradient, 0);
            }
            kernels.gemm(RIGHT_TRANSPOSED, df, last.weight, 0, layer[layers - 1].outputGradient);
            for (Matrix probe : probes) {
                pushBackward(probe, dDivergence);
            }
            for (int l = layers - 1; l >= 0; l--) {
                Layer current = layer[l];
                kernels.tanhBackward(current.output, current.outputGradient, current.outputGradient);
                addColumnSums(current.outputGradient, current);
                Matrix input = l == 0 ? z : layer[l - 1].output;
                kernels.gemm(LEFT_TRANSPOSED, input, current.outputGradient, 1, current.weightGradient);
                Matrix into = l == 0 ? dz : layer[l - 1].outputGradient;
                kernels.gemm(RIGHT_TRANSPOSED, current.outputGradient, current.weight, l == 0 ? 0 : 1, into);
            }
            kernels.add(t, layer[0].columnSums, timeGradient);
        }

        /**
         * The way back through a probe, from d(p_{L−1} W_L) = dDivergence ε; q_l is the gradient in u_l:
         *
         * <pre>
         *   dW_l += p_{l−1}ᵀ q_l,   dp_{l−1} = q_l W_lᵀ,   dh_{l−1} −= 2 h_{l−1} ⊙ u_{l−1} ⊙ dp_{l−1}
         *   q_{l−1} = (1 − h_{l−1}²) ⊙ dp_{l−1},           dW_0 += εᵀ q_0
         * </pre>
         */
        private void pushBackward(Matrix probe, Matrix dDivergence) {
            push(probe);
            kernels.scaleRows(probe, dDivergence, pushed);
            Matrix gradient = pushed;
            for (int l = layers; l > 0; l--) {
                Layer below = layer[l - 1];
                kernels.gemm(LEFT_TRANSPOSED, below.push, gradient, 1, layer[l].weightGradient);
                kernels.gemm(RIGHT_TRANSPOSED, gradient, layer[l].weight, 0, below.push);
                kernels.tanhBackwardBackward(below.output, below.unscaled, below.push, below.outputGradient);
                kernels.tanhBackward(below.output, below.push, below.push);
                gradient = below.push;
            }
            kernels.gemm(LEFT_TRANSPOSED, probe, gradient, 1, layer[0].weightGradient);
        }

        /** db += Σ_n of a layer's gradient, which stays in {@code columnSums}: for v it is taken t times. */
        private void addColumnSums(Matrix gradient, Layer of) {
            kernels.columnSums(gradient, of.columnSums);
            kernels.add(1, of.columnSums, of.biasGradient);
        }
    }

    /** One layer: W, b and their gradients; h and dh, and for a probe u ({@code unscaled}) and p ({@code push}). */
    private final class Layer {
        final Matrix weight;
        final Matrix bias;
        final Matrix weightGradient;
        final Matrix biasGradient;
        final Matrix columnSums;
        final Matrix output;
        final Matrix outputGradient;
        final Matrix unscaled;
        final Matrix push;

        Layer(Binding binding, int l) {
            weight = binding.values().matrix("weight" + l);
            bias = binding.values().matrix("bias" + l);
            weightGradient = binding.gradient().matrix("weight" + l);
            biasGradient = binding.gradient().matrix("bias" + l);
            columnSums = Matrix.zeros(binding.kernels().type(), 1, widths[l + 1]);
            output = binding.buffer(widths[l + 1]);
            outputGradient = binding.buffer(widths[l + 1]);
            unscaled = binding.buffer(widths[l + 1]);
            push = binding.buffer(widths[l + 1]);
        }
    }
}
