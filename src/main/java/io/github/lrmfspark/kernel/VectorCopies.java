package io.github.lrmfspark.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between a vector of ND4J without gaps and a part of an array; float32 in CPU memory at once, without a third copy. */
public final class VectorCopies {
    private VectorCopies() {}

    /** Copies all of {@code vector} into {@code values} from {@code offset} on. */
    public static void read(INDArray vector, float[] values, int offset) {
        if (Device.isCpu() && vector.data().addressPointer() instanceof FloatPointer memory) {
            memory.get(values, offset, length(vector));
        } else {
            System.arraycopy(vector.toFloatVector(), 0, values, offset, length(vector));
        }
    }

    /** Copies as many of {@code values} as {@code vector} has, from {@code offset} on. */
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
