package io.github.lrmfspark.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SystemBlasTest {
    @Test
    void sparkComputesWithoutItOnceThereIsOursInTheProcess() {
        Matrix.zeros(DataType.FLOAT, 1, 1);

        double[] product = {0};
        BLAS.getInstance().daxpy(1, 2, new double[] {3}, 1, product, 1);

        assertThat(BLAS.getInstance()).isNotInstanceOf(NativeBLAS.class);
        assertThat(product).containsExactly(6);
    }
}
