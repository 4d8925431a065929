package io.github.lrmfspark.evaluation;

import io.github.lrmfspark.kernel.VectorCopies;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam on a vector of parameters, in float32, on the heap and in one pass:
 *
 * <pre>{@code
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,   θ ← θ − rate √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)
 * }</pre>
 *
 * <p>Reference: Kingma, Ba, "Adam: a method for stochastic optimization", ICLR 2015, with the more efficient order of section 2.
 */
final class Adam {
    private static final float BETA_1 = 0.9f;
    private static final float BETA_2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] values;
    private final float[] slopes;
    private final float[] first;
    private final float[] second;
    private int step;

    /** @param size how many parameters */
    Adam(int size) {
        this.values = new float[size];
        this.slopes = new float[size];
        this.first = new float[size];
        this.second = new float[size];
    }

    /**
     * One step.
     *
     * @param parameters θ, overwritten
     * @param gradient of the objective in θ, g
     * @param rate above 0
     */
    void step(INDArray parameters, INDArray gradient, double rate) {
        VectorCopies.read(parameters, values, 0);
        VectorCopies.read(gradient, slopes, 0);
        step++;
        descend((float) (rate * Math.sqrt(1 - Math.pow(BETA_2, step)) / (1 - Math.pow(BETA_1, step))));
        VectorCopies.write(values, 0, parameters);
    }

    private void descend(float rate) {
        for (int i = 0; i < values.length; i++) {
            float g = slopes[i];
            float m = BETA_1 * first[i] + (1 - BETA_1) * g;
            float v = BETA_2 * second[i] + (1 - BETA_2) * g * g;
            first[i] = m;
            second[i] = v;
            values[i] -= rate * m / ((float) Math.sqrt(v) + EPSILON);
        }
    }
}
