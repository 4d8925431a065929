package io.github.lrmfspark.evaluation;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import io.github.lrmfspark.kernel.Kernels;
import io.github.lrmfspark.kernel.Matrix;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A small classifier: layers h_{l+1} = max(0, h_l W_l + b_l), the last without the maximum, whose outputs are the logits of
 * the classes. Trained by Adam on the mean cross-entropy of a batch plus λ/2 Σ ‖W_l‖². Float32; buffers are allocated once.
 *
 * <p>References: He, Zhang, Ren, Sun, "Delving deep into rectifiers", ICCV 2015 (the start); Kingma, Ba, "Adam: a method for
 * stochastic optimization", ICLR 2015.
 */
final class SoftmaxNetwork {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Kernels kernels;
    private final int batch;
    private final int inputs;
    private final int classes;
    private final float[] outputs;
    private final Matrix[] h;
    private final Matrix[] dh;
    private final Matrix[] w;
    private final Matrix[] b;
    private final Matrix[] dw;
    private final Matrix[] db;
    private final INDArray parameters;
    private final INDArray gradient;
    private final INDArray weights;
    private final INDArray weightsGradient;
    private final INDArray firstMoment;
    private final INDArray secondMoment;
    private int iteration;

    /**
     * Random weights, in the scale of He et al. where layers are hidden and 0 otherwise.
     *
     * @param widths of the input, the hidden layers and the classes
     * @param batch rows B of a step
     */
    SoftmaxNetwork(int[] widths, int batch, SplittableRandom random) {
        int layers = widths.length - 1;
        this.batch = batch;
        this.inputs = widths[0];
        this.classes = widths[layers];
        this.kernels = Kernels.of(DataType.FLOAT, batch);
        this.outputs = new float[batch * classes];
        this.h = buffers(widths, batch);
        this.dh = buffers(widths, batch);
        long[] length = {0, 0};
        for (int l = 0; l < layers; l++) {
            length[0] += (long) widths[l] * widths[l + 1];
            length[1] += widths[l + 1];
        }
        this.parameters = Nd4j.zeros(DataType.FLOAT, length[0] + length[1]);
        this.gradient = parameters.dup();
        this.firstMoment = parameters.dup();
        this.secondMoment = parameters.dup();
        this.weights = parameters.get(NDArrayIndex.interval(0, length[0]));
        this.weightsGradient = gradient.get(NDArrayIndex.interval(0, length[0]));
        this.w = views(parameters, widths, true, 0);
        this.b = views(parameters, widths, false, length[0]);
        this.dw = views(gradient, widths, true, 0);
        this.db = views(gradient, widths, false, length[0]);
        if (layers > 1) {
            randomise(random);
        }
    }

    private static Matrix[] buffers(int[] widths, int batch) {
        Matrix[] buffers = new Matrix[widths.length];
        for (int l = 0; l < buffers.length; l++) {
            buffers[l] = Matrix.zeros(DataType.FLOAT, batch, widths[l]);
        }
        return buffers;
    }

    private static Matrix[] views(INDArray flat, int[] widths, boolean ofWeights, long offset) {
        Matrix[] views = new Matrix[widths.length - 1];
        long at = offset;
        for (int l = 0; l < views.length; l++) {
            int rows = ofWeights ? widths[l] : 1;
            views[l] = Matrix.view(flat, at, rows, widths[l + 1]);
            at += (long) rows * widths[l + 1];
        }
        return views;
    }

    private void randomise(SplittableRandom random) {
        for (Matrix layer : w) {
            double deviation = Math.sqrt(2.0 / layer.rows());
            for (int i = 0; i < layer.rows(); i++) {
                for (int j = 0; j < layer.columns(); j++) {
                    layer.put(i, j, deviation * random.nextGaussian());
                }
            }
        }
    }

    /**
     * One step of Adam.
     *
     * @param x rows, [B, inputs], row-major
     * @param labels the class of each row, [B]
     * @param decay λ
     */
    void step(float[] x, int[] labels, double rate, double decay) {
        forward(x);
        int last = w.length;
        for (int row = 0; row < batch; row++) {
            softmaxLess(labels[row], row * classes);
        }
        kernels.load(outputs, 0, classes, dh[last]);
        kernels.columnSums(dh[last], db[last - 1]);
        for (int l = last - 1; l >= 0; l--) {
            kernels.gemm(LEFT_TRANSPOSED, h[l], dh[l + 1], 0, dw[l]);
            if (l > 0) {
                kernels.gemm(RIGHT_TRANSPOSED, dh[l + 1], w[l], 0, dh[l]);
                kernels.reluBackward(h[l], dh[l], db[l - 1]);
            }
        }
        if (decay > 0) {
            Nd4j.getBlasWrapper().level1().axpy(weights.length(), decay, weights, weightsGradient);
        }
        Nd4j.exec(new AdamUpdater(gradient, secondMoment, firstMoment, rate, BETA_1, BETA_2, EPSILON, iteration++));
        parameters.subi(gradient);
    }

    /** Rows B that a step takes. */
    int batch() {
        return batch;
    }

    /** The rate of a step where it falls from {@code rate} to 0 along a cosine. */
    static double cosine(double rate, int step, int steps) {
        return rate * (1 + Math.cos(Math.PI * step / steps)) / 2;
    }

    /** Logits of rows [B, inputs], row-major: [B, classes], valid until the next call. */
    float[] logits(float[] x) {
        forward(x);
        return outputs;
    }

    private void forward(float[] x) {
        kernels.load(x, 0, inputs, h[0]);
        for (int l = 0; l < w.length; l++) {
            kernels.gemm(PLAIN, h[l], w[l], 0, h[l + 1]);
            if (l < w.length - 1) {
                kernels.addBiasRelu(h[l + 1], b[l]);
            } else {
                kernels.addBias(h[l + 1], b[l]);
            }
        }
        kernels.store(h[w.length], batch, outputs, 0, classes);
    }

    /** Logits of one row ← (their softmax − 1[label]) / B. */
    private void softmaxLess(int label, int from) {
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
}
