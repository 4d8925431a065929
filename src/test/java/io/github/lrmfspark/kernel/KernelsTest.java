package io.github.lrmfspark.kernel;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;
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
    private static final int N = 37;
    private static final int D = 6;

    /** One primitive on matrices of these shapes; all of them are compared afterwards. */
    private record Primitive(String name, Call call, List<Shape> shapes) {
        Primitive(String name, Call call, Shape... shapes) {
            this(name, call, List.of(shapes));
        }

        interface Call {
            void on(Kernels kernels, List<Matrix> m);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private record Shape(int rows, int columns) {}

    private static final Shape ND = new Shape(N, D);
    private static final Shape ROW = new Shape(1, D);
    private static final Shape COLUMN = new Shape(N, 1);
    private static final Shape HEAD = new Shape(N, 2 * D);
    private static final Shape SPLINES = new Shape(N, Kernels.SPLINE_NUMBERS * D);
    private static final Shape SQUARE = new Shape(D, D);

    private static final Kernels PLAIN_EQUATIONS = new PlainKernels(DataType.DOUBLE);

    /** What is compared with the plain equations. New kernels are one line here. */
    private static List<Kernels> fused() {
        return List.of(new CpuKernels(N));
    }

    @Test
    void allKernelsAreCompared() {
        CodeBase.assertAllIn(Stream.concat(Stream.of(PLAIN_EQUATIONS), fused().stream()), Kernels.class);
    }

    static Stream<Primitive> primitives() {
        return Stream.of(
                new Primitive("gemm", (k, m) -> k.gemm(PLAIN, m.get(0), m.get(1), 0, m.get(2)), ND, SQUARE, ND),
                new Primitive("gemm, added", (k, m) -> k.gemm(PLAIN, m.get(0), m.get(1), 1, m.get(2)), ND, SQUARE, ND),
                new Primitive(
                        "gemm, left",
                        (k, m) -> k.gemm(LEFT_TRANSPOSED, m.get(0), m.get(1), 0, m.get(2)),
                        ND,
                        ND,
                        SQUARE),
                new Primitive(
                        "gemm, right",
                        (k, m) -> k.gemm(RIGHT_TRANSPOSED, m.get(0), m.get(1), 0, m.get(2)),
                        ND,
                        SQUARE,
                        ND),
                new Primitive("copy", (k, m) -> k.copy(m.get(0), m.get(1)), ND, ND),
                new Primitive("permute", (k, m) -> k.permute(m.get(0), new int[] {3, 1, 0, 5, 4, 2}, m.get(1)), ND, ND),
                new Primitive("addBias", (k, m) -> k.addBias(m.get(0), m.get(1)), ND, ROW),
                new Primitive("addBiasRelu", (k, m) -> k.addBiasRelu(m.get(0), m.get(1)), ND, ROW),
                new Primitive("reluBackward", (k, m) -> k.reluBackward(m.get(0), m.get(1), m.get(2)), ND, ND, ROW),
                new Primitive("columnSums", (k, m) -> k.columnSums(m.get(0), m.get(1)), ND, ROW),
                new Primitive(
                        "affine",
                        (k, m) -> k.affine(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4)),
                        ND,
                        ROW,
                        ROW,
                        ND,
                        COLUMN),
                new Primitive(
                        "affineBackward",
                        (k, m) ->
                                k.affineBackward(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5), m.get(6)),
                        ND,
                        ROW,
                        ND,
                        COLUMN,
                        ND,
                        ROW,
                        ROW),
                new Primitive(
                        "affineInverse",
                        (k, m) -> k.affineInverse(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4)),
                        ND,
                        ROW,
                        ROW,
                        ND,
                        COLUMN),
                new Primitive(
                        "affineInverseBackward",
                        (k, m) -> k.affineInverseBackward(
                                m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5), m.get(6)),
                        ND,
                        ROW,
                        ND,
                        COLUMN,
                        ND,
                        ROW,
                        ROW),
                new Primitive("scale", (k, m) -> k.scale(-0.7, m.get(0)), ND),
                new Primitive("add", (k, m) -> k.add(-0.7, m.get(0), m.get(1)), ND, ND),
                new Primitive(
                        "addColumns",
                        (k, m) -> k.addColumns(m.get(0), new int[] {0, 3, 3, 5}, m.get(1), new int[] {2, 2, 1, 0}),
                        ND,
                        ND),
                new Primitive("scaleRows", (k, m) -> k.scaleRows(m.get(0), m.get(1), m.get(2)), ND, COLUMN, ND),
                new Primitive("addRowDots", (k, m) -> k.addRowDots(0.3, m.get(0), m.get(1), m.get(2)), ND, ND, COLUMN),
                new Primitive("logSumExp", (k, m) -> k.logSumExp(m.get(0), m.get(1), m.get(2)), ND, COLUMN, ND),
                new Primitive("addBiasTanh", (k, m) -> k.addBiasTanh(m.get(0), m.get(1)), ND, ROW),
                new Primitive("tanhBackward", (k, m) -> k.tanhBackward(m.get(0), m.get(1), m.get(2)), ND, ND, ND),
                new Primitive(
                        "tanhBackwardBackward",
                        (k, m) -> k.tanhBackwardBackward(m.get(0), m.get(1), m.get(2), m.get(3)),
                        ND,
                        ND,
                        ND,
                        ND),
                new Primitive(
                        "coupling", (k, m) -> k.coupling(m.get(0), m.get(1), m.get(2), m.get(3)), ND, HEAD, ND, COLUMN),
                new Primitive(
                        "couplingBackward",
                        (k, m) -> k.couplingBackward(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5)),
                        ND,
                        HEAD,
                        ND,
                        COLUMN,
                        ND,
                        HEAD),
                new Primitive(
                        "couplingInverse",
                        (k, m) -> k.couplingInverse(m.get(0), m.get(1), m.get(2), m.get(3)),
                        ND,
                        HEAD,
                        ND,
                        COLUMN),
                new Primitive(
                        "couplingInverseBackward",
                        (k, m) -> k.couplingInverseBackward(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5)),
                        ND,
                        HEAD,
                        ND,
                        COLUMN,
                        ND,
                        HEAD),
                new Primitive(
                        "spline", (k, m) -> k.spline(m.get(0), m.get(1), m.get(2), m.get(3)), ND, SPLINES, ND, COLUMN),
                new Primitive(
                        "splineBackward",
                        (k, m) -> k.splineBackward(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5)),
                        ND,
                        SPLINES,
                        ND,
                        COLUMN,
                        ND,
                        SPLINES),
                new Primitive(
                        "splineInverse",
                        (k, m) -> k.splineInverse(m.get(0), m.get(1), m.get(2), m.get(3)),
                        ND,
                        SPLINES,
                        ND,
                        COLUMN),
                new Primitive(
                        "splineInverseBackward",
                        (k, m) -> k.splineInverseBackward(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5)),
                        ND,
                        SPLINES,
                        ND,
                        COLUMN,
                        ND,
                        SPLINES),
                new Primitive("unpackLu", (k, m) -> k.unpackLu(m.get(0), m.get(1), m.get(2)), SQUARE, SQUARE, SQUARE),
                new Primitive(
                        "packLuGradient",
                        (k, m) -> k.packLuGradient(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4)),
                        SQUARE,
                        SQUARE,
                        SQUARE,
                        COLUMN,
                        SQUARE),
                new Primitive("addLogDiagonal", (k, m) -> k.addLogDiagonal(m.get(0), -1, m.get(1)), SQUARE, COLUMN),
                new Primitive("addLogNormal", (k, m) -> k.addLogNormal(m.get(0), m.get(1)), ND, COLUMN),
                new Primitive(
                        "logNormalBackward",
                        (k, m) -> k.logNormalBackward(m.get(0), m.get(1), m.get(2)),
                        ND,
                        COLUMN,
                        ND),
                new Primitive(
                        "matchSorted",
                        (k, m) -> m.get(3).put(0, 0, k.matchSorted(m.get(0), m.get(1), m.get(2))),
                        ND,
                        ND,
                        ND,
                        ROW),
                new Primitive("fill", (k, m) -> k.fill(m.get(0), 0.25), ND),
                new Primitive("sum", (k, m) -> m.get(1).put(0, 0, k.sum(m.get(0))), ND, ROW));
    }

    @ParameterizedTest
    @MethodSource("primitives")
    void fusedEqualsPlainOnWholeMatrices(Primitive primitive) {
        compare(primitive, false);
    }

    @ParameterizedTest
    @MethodSource("primitives")
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
