package io.github.lrmfspark.kernel;

import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Primitive.D;
import static io.github.lrmfspark.kernel.Primitive.N;
import static io.github.lrmfspark.kernel.Primitive.ND;
import static io.github.lrmfspark.kernel.Primitive.SQUARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.CodeBase;
import io.github.lrmfspark.kernel.Kernels.Triangle;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Every fused kernel gives what the plain equation gives in float64, on whole matrices and on views of half the rows. */
class KernelsTest {
    private static final Kernels PLAIN_EQUATIONS = new PlainKernels(DataType.DOUBLE);

    /** What is compared with the plain equations. New kernels are one line here. */
    private static List<Kernels> fused() {
        return List.of(new CpuKernels(N));
    }

    @Test
    void allKernelsAreCompared() {
        CodeBase.assertAllIn(Stream.concat(Stream.of(PLAIN_EQUATIONS), fused().stream()), Kernels.class);
    }

    @ParameterizedTest
    @MethodSource("io.github.lrmfspark.kernel.Primitive#all")
    void fusedEqualsPlainOnWholeMatrices(Primitive primitive) {
        compare(primitive, false);
    }

    @ParameterizedTest
    @MethodSource("io.github.lrmfspark.kernel.Primitive#all")
    void fusedEqualsPlainOnViewsOfSomeRows(Primitive primitive) {
        compare(primitive, true);
    }

    private static void compare(Primitive primitive, boolean views) {
        List<Matrix> plain = matrices(primitive, DataType.DOUBLE, false);
        primitive.call().on(PLAIN_EQUATIONS, plain);
        for (Kernels kernels : fused()) {
            List<Matrix> fused = matrices(primitive, DataType.FLOAT, views);
            primitive.call().on(kernels, fused);
            for (int k = 0; k < fused.size(); k++) {
                assertClose(fused.get(k), plain.get(k), 2e-5);
            }
        }
    }

    private static List<Matrix> matrices(Primitive primitive, DataType type, boolean views) {
        SplittableRandom random = new SplittableRandom(7);
        return primitive.shapes().stream()
                .map(shape -> {
                    Matrix m = views
                            ? Matrix.zeros(type, shape.rows() + 5, shape.columns())
                                    .rows(3, shape.rows() + 3)
                            : Matrix.zeros(type, shape.rows(), shape.columns());
                    for (int j = 0; j < shape.columns(); j++) {
                        for (int i = 0; i < shape.rows(); i++) {
                            m.put(i, j, (float) (1.5 * random.nextGaussian()));
                        }
                    }
                    return m;
                })
                .toList();
    }

    private static void assertClose(Matrix actual, Matrix expected, double tolerance) {
        for (int j = 0; j < expected.columns(); j++) {
            for (int i = 0; i < expected.rows(); i++) {
                double e = expected.value(i, j);
                assertThat(actual.value(i, j)).isCloseTo(e, within(tolerance * (1 + Math.abs(e))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("triangles")
    void solvingUndoesTheProduct(Triangle triangle, DataType type) {
        Kernels kernels = Kernels.of(type, N);
        Matrix packed = matrices(new Primitive("", (k, m) -> {}, SQUARE, ND), type, false)
                .get(0);
        packed.array().muli(0.3);
        Matrix x = matrices(new Primitive("", (k, m) -> {}, SQUARE, ND), type, false)
                .get(1);
        Matrix lower = Matrix.zeros(type, D, D);
        Matrix upper = Matrix.zeros(type, D, D);
        kernels.unpackLu(packed, lower, upper);
        Matrix y = Matrix.zeros(type, N, D);
        boolean isUpper = triangle == Triangle.UPPER || triangle == Triangle.UPPER_TRANSPOSED;
        boolean plain = triangle == Triangle.UPPER || triangle == Triangle.UNIT_LOWER;
        Matrix factor = isUpper ? upper : lower;
        kernels.gemm(plain ? PLAIN : RIGHT_TRANSPOSED, x, factor, 0, y);
        kernels.solve(triangle, factor, y);
        assertClose(y, x, 1e-4);
    }

    static Stream<Arguments> triangles() {
        return Stream.of(Triangle.values())
                .flatMap(t -> Stream.of(DataType.FLOAT, DataType.DOUBLE).map(type -> Arguments.of(t, type)));
    }

    @Test
    void couplingStaysFiniteAndBoundedForAnyInput() {
        Matrix x = Matrix.zeros(DataType.FLOAT, 3, 1);
        Matrix head = Matrix.zeros(DataType.FLOAT, 3, 2);
        Matrix y = Matrix.zeros(DataType.FLOAT, 3, 1);
        Matrix logDet = Matrix.zeros(DataType.FLOAT, 3, 1);
        for (int i = 0; i < 3; i++) {
            x.put(i, 0, 1);
            head.put(i, 0, new double[] {-1e30, 0, 1e30}[i]);
        }
        new CpuKernels(3).coupling(x, head, y, logDet);
        assertThat(logDet.value(0, 0)).isCloseTo(-2, within(1e-6));
        assertThat(y.value(1, 0)).isEqualTo(1);
        assertThat(y.value(2, 0)).isCloseTo(Math.exp(2), within(1e-5));
    }

    @Test
    void rowsAreLoadedAndStoredAsTheyLie() {
        float[] rows = {9, 1, 2, 9, 3, 4, 9, 5, 6};
        for (Kernels kernels : List.of(new CpuKernels(3), new PlainKernels(DataType.FLOAT))) {
            Matrix m = Matrix.zeros(DataType.FLOAT, 3, 2);
            kernels.load(rows, 1, 3, m);
            assertThat(m.value(2, 1)).isEqualTo(6);
            float[] stored = new float[6];
            kernels.store(m, 2, stored, 0, 2);
            assertThat(stored).containsExactly(1, 2, 3, 4, 0, 0);
        }
    }
}
