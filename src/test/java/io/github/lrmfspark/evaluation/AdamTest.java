package io.github.lrmfspark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

class AdamTest {
    private static final int SIZE = 37;

    /** Gradients of scales from 1e-6 to 1e3, at a rate that falls. */
    @Test
    void goesWhereNd4jGoes() {
        INDArray ours = Nd4j.ones(DataType.FLOAT, SIZE);
        INDArray theirs = ours.dup();
        INDArray first = Nd4j.zeros(DataType.FLOAT, SIZE);
        INDArray second = Nd4j.zeros(DataType.FLOAT, SIZE);
        Adam adam = new Adam(SIZE);
        Random random = new Random(1);
        for (int step = 0; step < 50; step++) {
            float[] slopes = new float[SIZE];
            for (int i = 0; i < SIZE; i++) {
                slopes[i] = (float) (random.nextGaussian() * Math.pow(10, i % 10 - 6));
            }
            INDArray gradient = Nd4j.createFromArray(slopes);
            double rate = 0.01 / (1 + step);
            adam.step(ours, gradient, rate);
            Nd4j.exec(new AdamUpdater(gradient, second, first, rate, 0.9, 0.999, 1e-8, step));
            theirs.subi(gradient);
        }
        assertThat(ours.toFloatVector()).containsExactly(theirs.toFloatVector(), within(1e-5f));
        assertThat(ours.toFloatVector()[0]).isNotCloseTo(1f, within(1e-3f));
    }
}
