package io.github.lrmfspark.kernel;

import static io.github.lrmfspark.kernel.Kernels.Product.LEFT_TRANSPOSED;
import static io.github.lrmfspark.kernel.Kernels.Product.PLAIN;
import static io.github.lrmfspark.kernel.Kernels.Product.RIGHT_TRANSPOSED;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** One primitive on matrices of these shapes; all of them are compared afterwards. The table has one row for each, by families. */
record Primitive(String name, Call call, List<Shape> shapes) {
    static final int N = 37;
    static final int D = 6;
    static final Shape ND = new Shape(N, D);
    static final Shape SQUARE = new Shape(D, D);

    private static final Shape ROW = new Shape(1, D);
    private static final Shape COLUMN = new Shape(N, 1);
    private static final Shape HEAD = new Shape(N, 2 * D);
    private static final Shape SPLINES = new Shape(N, Kernels.SPLINE_NUMBERS * D);

    Primitive(String name, Call call, Shape... shapes) {
        this(name, call, List.of(shapes));
    }

    interface Call {
        void on(Kernels kernels, List<Matrix> m);
    }

    record Shape(int rows, int columns) {}

    static Stream<Primitive> all() {
        return Stream.of(
                        ofMatrices(),
                        ofNetworks(),
                        ofAffineMaps(),
                        ofAffineInverses(),
                        ofLinearMaps(),
                        ofCouplings(),
                        ofSplines(),
                        ofDensities())
                .flatMap(Function.identity());
    }

    private static Stream<Primitive> ofMatrices() {
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
                new Primitive("scale", (k, m) -> k.scale(-0.7, m.get(0)), ND),
                new Primitive("add", (k, m) -> k.add(-0.7, m.get(0), m.get(1)), ND, ND),
                new Primitive(
                        "addColumns",
                        (k, m) -> k.addColumns(m.get(0), new int[] {0, 3, 3, 5}, m.get(1), new int[] {2, 2, 1, 0}),
                        ND,
                        ND),
                new Primitive("scaleRows", (k, m) -> k.scaleRows(m.get(0), m.get(1), m.get(2)), ND, COLUMN, ND),
                new Primitive("addRowDots", (k, m) -> k.addRowDots(0.3, m.get(0), m.get(1), m.get(2)), ND, ND, COLUMN),
                new Primitive("columnSums", (k, m) -> k.columnSums(m.get(0), m.get(1)), ND, ROW),
                new Primitive("fill", (k, m) -> k.fill(m.get(0), 0.25), ND),
                new Primitive("sum", (k, m) -> m.get(1).put(0, 0, k.sum(m.get(0))), ND, ROW));
    }

    private static Stream<Primitive> ofNetworks() {
        return Stream.of(
                new Primitive("addBias", (k, m) -> k.addBias(m.get(0), m.get(1)), ND, ROW),
                new Primitive("addBiasRelu", (k, m) -> k.addBiasRelu(m.get(0), m.get(1)), ND, ROW),
                new Primitive("reluBackward", (k, m) -> k.reluBackward(m.get(0), m.get(1), m.get(2)), ND, ND, ROW),
                new Primitive("addBiasTanh", (k, m) -> k.addBiasTanh(m.get(0), m.get(1)), ND, ROW),
                new Primitive("tanhBackward", (k, m) -> k.tanhBackward(m.get(0), m.get(1), m.get(2)), ND, ND, ND),
                new Primitive(
                        "tanhBackwardBackward",
                        (k, m) -> k.tanhBackwardBackward(m.get(0), m.get(1), m.get(2), m.get(3)),
                        ND,
                        ND,
                        ND,
                        ND));
    }

    private static Stream<Primitive> ofAffineMaps() {
        return Stream.of(
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
                        ROW));
    }

    private static Stream<Primitive> ofAffineInverses() {
        return Stream.of(
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
                        ROW));
    }

    private static Stream<Primitive> ofLinearMaps() {
        return Stream.of(
                new Primitive("unpackLu", (k, m) -> k.unpackLu(m.get(0), m.get(1), m.get(2)), SQUARE, SQUARE, SQUARE),
                new Primitive(
                        "packLuGradient",
                        (k, m) -> k.packLuGradient(m.get(0), m.get(1), m.get(2), m.get(3), m.get(4)),
                        SQUARE,
                        SQUARE,
                        SQUARE,
                        COLUMN,
                        SQUARE),
                new Primitive("addLogDiagonal", (k, m) -> k.addLogDiagonal(m.get(0), -1, m.get(1)), SQUARE, COLUMN));
    }

    private static Stream<Primitive> ofCouplings() {
        return Stream.of(
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
                        HEAD));
    }

    private static Stream<Primitive> ofSplines() {
        return Stream.of(
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
                        SPLINES));
    }

    private static Stream<Primitive> ofDensities() {
        return Stream.of(
                new Primitive("logSumExp", (k, m) -> k.logSumExp(m.get(0), m.get(1), m.get(2)), ND, COLUMN, ND),
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
                        ROW));
    }

    @Override
    public String toString() {
        return name;
    }
}
