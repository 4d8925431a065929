package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.flow.Binding;
import io.github.lrmfspark.flow.MultilayerPerceptron;
import io.github.lrmfspark.flow.ParameterSpec;
import io.github.lrmfspark.flow.Parameters;
import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A classifier of C classes: the softmax of a {@link MultilayerPerceptron}'s head, trained by {@link Adam} on the mean cross-entropy of a
 * batch and weight decay λ,
 *
 * <pre>{@code
 *   −mean log p(label | x) + λ/2 Σ ‖W_l‖²,   p(c | x) = e^{head_c} / Σ_k e^{head_k}
 * }</pre>
 *
 * <p>In float32. Not thread-safe.
 *
 * <p>Reference: He, Zhang, Ren, Sun, "Delving deep into rectifiers", ICCV 2015 (the start).
 */
final class SoftmaxNetwork {
    private final int batch;
    private final int classes;
    private final float[] outputs;
    private final Kernels kernels;
    private final MultilayerPerceptron perceptron;
    private final MultilayerPerceptron.Layers layers;
    private final Matrix input;
    private final INDArray parameters;
    private final INDArray gradient;
    private final Adam adam;
    private final List<Weights> weights;

    /**
     * Weights in the scale of He et al. where layers are hidden, and 0 otherwise; biases 0.
     *
     * @param widths of the input, the hidden layers and the classes
     * @param batch rows B of a step
     */
    SoftmaxNetwork(int[] widths, int batch, SplittableRandom random) {
        this.batch = batch;
        this.classes = widths[widths.length - 1];
        this.outputs = new float[batch * classes];
        this.kernels = Kernels.of(DataType.FLOAT, batch);
        this.perceptron = MultilayerPerceptron.of(widths);
        ParameterSpec spec = perceptron.parameterSpec();
        this.parameters = Nd4j.zeros(DataType.FLOAT, spec.size());
        this.gradient = parameters.dup();
        this.adam = new Adam(spec.size());
        Binding binding = Binding.of(kernels, batch, spec, parameters, gradient);
        this.layers = perceptron.bind(binding);
        this.input = binding.buffer(widths[0]);
        this.weights = perceptron.weights().stream()
                .map(block -> Weights.of(block, parameters, gradient))
                .toList();
        if (widths.length > 2) {
            randomise(binding.values(), random);
        }
    }

    /** W_l of n rows ~ N(0, 2 / n), row by row. */
    private void randomise(Parameters values, SplittableRandom random) {
        for (ParameterSpec.Block block : perceptron.weights()) {
            Matrix weight = values.matrix(block.name());
            double deviation = Math.sqrt(2.0 / weight.rows());
            for (int i = 0; i < weight.rows(); i++) {
                for (int j = 0; j < weight.columns(); j++) {
                    weight.put(i, j, deviation * random.nextGaussian());
                }
            }
        }
    }

    /** B, the rows that a step takes. */
    int batch() {
        return batch;
    }

    /** The rate of a step where it falls to 0 along a cosine: rate · (1 + cos(π step / steps)) / 2. */
    static double cosine(double rate, int step, int steps) {
        return rate * (1 + Math.cos(Math.PI * step / steps)) / 2;
    }

    /**
     * One step of Adam.
     *
     * @param x rows [B, inputs], row-major
     * @param labels the class of each row, [B]
     * @param rate of this step
     * @param decay λ
     */
    void step(float[] x, int[] labels, double rate, double decay) {
        forward(x);
        for (int row = 0; row < batch; row++) {
            crossEntropyGradient(labels[row], row * classes);
        }
        kernels.load(outputs, 0, classes, layers.headGradient());
        layers.backward();
        weights.forEach(w -> w.decay(decay));
        adam.step(parameters, gradient, rate);
    }

    /**
     * The classifier's log-odds, up to a constant a row.
     *
     * @param x rows [B, inputs], row-major
     * @return head [B, C], row-major; valid until the next call
     */
    float[] logits(float[] x) {
        forward(x);
        return outputs;
    }

    /** head of rows [B, inputs], left in {@link #outputs} [B, C]. */
    private void forward(float[] x) {
        kernels.load(x, 0, input.columns(), input);
        kernels.store(layers.forward(input), batch, outputs, 0, classes);
    }

    /**
     * The gradient of the mean cross-entropy in the head of one row, which it takes the place of:
     *
     * <pre>{@code
     *   head_c ← (p(c | x) − 1[c = label]) / B
     * }</pre>
     *
     * @param label of the row
     * @param from where its head begins in {@link #outputs}
     */
    private void crossEntropyGradient(int label, int from) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int c = from; c < from + classes; c++) {
            largest = Math.max(largest, outputs[c]);
        }
        double sum = 0;
        for (int c = from; c < from + classes; c++) {
            outputs[c] = (float) Math.exp(outputs[c] - largest);
            sum += outputs[c];
        }
        for (int c = from; c < from + classes; c++) {
            outputs[c] = (float) ((outputs[c] / sum - (c - from == label ? 1 : 0)) / batch);
        }
    }

    /**
     * The weights of a layer.
     *
     * @param values W, a view of the parameters
     * @param slopes dW, a view of the gradient
     */
    private record Weights(INDArray values, INDArray slopes) {
        static Weights of(ParameterSpec.Block block, INDArray parameters, INDArray gradient) {
            INDArrayIndex interval = NDArrayIndex.interval(block.offset(), block.offset() + block.size());
            return new Weights(parameters.get(interval), gradient.get(interval));
        }

        /** dW ← dW + λ W. */
        void decay(double decay) {
            Nd4j.getBlasWrapper().level1().axpy(values.length(), decay, values, slopes);
        }
    }
}
