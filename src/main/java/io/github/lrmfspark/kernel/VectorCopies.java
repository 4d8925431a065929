package io.github.lrmfspark.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies between a vector of ND4J without gaps and a part of an array on the heap. Float32 in CPU memory is copied at
 * once; any other type or device goes through a third array. Numbers are rounded to float32, or to the vector's type.
 * Lengths are not checked.
 */
public final class VectorCopies {
    private VectorCopies() {}

    /**
     * Copies all of a vector into an array.
     *
     * @param vector of any shape without gaps, L numbers
     * @param values into which; at least {@code offset} + L long
     * @param offset of the first number in {@code values}
     */
    public static void read(INDArray vector, float[] values, int offset) {
        if (Device.isCpu() && vector.data().addressPointer() instanceof FloatPointer memory) {
            memory.get(values, offset, length(vector));
        } else {
            System.arraycopy(vector.toFloatVector(), 0, values, offset, length(vector));
        }
    }

    /**
     * Copies as many numbers of an array as a vector has.
     *
     * @param values from which; at least {@code offset} + L long
     * @param offset of the first number in {@code values}
     * @param vector of any shape without gaps, L numbers; overwritten
     */
    public static void write(float[] values, int offset, INDArray vector) {
        if (Device.isCpu() && vector.data().addressPointer() instanceof FloatPointer memory) {
            memory.put(values, offset, length(vector));
        } else {
            float[] part = Arrays.copyOfRange(values, offset, offset + length(vector));
            vector.assign(Nd4j.createFromArray(part).reshape(vector.shape()));
        }
    }

    private static int length(INDArray vector) {
        return Math.toIntExact(vector.length());
    }
}
