package io.github.lrmfspark.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class VectorCopiesTest {
    private static final float[] VALUES = {9, 1.5f, -2, 0, 9};

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aVectorTakesItsPartOfAnArray(DataType type) {
        INDArray vector = Nd4j.zeros(type, 1, 3);
        VectorCopies.write(VALUES, 1, vector);
        assertThat(vector.toFloatVector()).containsExactly(1.5f, -2, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void anArrayTakesAVectorAtAnOffset(DataType type) {
        float[] values = new float[5];
        VectorCopies.read(Nd4j.createFromArray(1.5f, -2, 3).castTo(type), values, 1);
        assertThat(values).containsExactly(0, 1.5f, -2, 3, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aViewIsWhereItBegins(DataType type) {
        INDArray whole = Nd4j.createFromArray(1f, 2, 3, 4).castTo(type);
        INDArray view = whole.get(NDArrayIndex.interval(1, 3));
        float[] values = new float[2];
        VectorCopies.read(view, values, 0);
        assertThat(values).containsExactly(2, 3);
        VectorCopies.write(VALUES, 1, view);
        assertThat(whole.toFloatVector()).containsExactly(1, 1.5f, -2, 4);
    }
}
