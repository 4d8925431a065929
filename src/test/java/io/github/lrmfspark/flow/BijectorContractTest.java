package io.github.lrmfspark.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lrmfspark.CodeBase;
import io.github.lrmfspark.architecture.FlowOptions;
import io.github.lrmfspark.architecture.Flows;
import io.github.lrmfspark.flow.Coupling.Moved;
import io.github.lrmfspark.kernel.Matrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What holds for every bijector. A new one is one line in the table of its family. */
class BijectorContractTest {

    static Stream<Named<Bijector>> bijectors() {
        return Stream.of(layers(), flows(), inverses(), parts(), images()).flatMap(rows -> rows);
    }

    private static Stream<Named<Bijector>> layers() {
        return Stream.of(
                Named.of("Affine D=1", Affine.of(new double[] {2}, new double[] {-1})),
                Named.of("Affine D=3", Affine.standardise(new double[] {5, -1, 0}, new double[] {.5, 3, 1})),
                Named.of("ActNorm D=1", ActNorm.of(1)),
                Named.of("ActNorm D=5", ActNorm.of(5)),
                Named.of("Permute D=5", Permute.of(3, 1, 4, 0, 2)),
                Named.of("FullLinear D=1", FullLinear.of(1)),
                Named.of("FullLinear D=5", FullLinear.of(5)),
                Named.of("Frozen", Frozen.of(FullLinear.of(2), new float[] {-1, 2, -.5f, -1, 3, .25f})),
                Named.of("LuLinear D=1", LuLinear.of(1)),
                Named.of("LuLinear D=2", LuLinear.of(2)),
                Named.of("LuLinear D=7", LuLinear.of(7)),
                Named.of("LuLinear D=7 by panels", LuLinear.of(7, 3)),
                Named.of("AffineCoupling D=2, first", AffineCoupling.of(2, Moved.FIRST_HALF, 8, 2)),
                Named.of("AffineCoupling D=2, second", AffineCoupling.of(2, Moved.SECOND_HALF, 8, 1)),
                Named.of("AffineCoupling D=5, first", AffineCoupling.of(5, Moved.FIRST_HALF, 8, 2)),
                Named.of("AffineCoupling D=5, second", AffineCoupling.of(5, Moved.SECOND_HALF, 8, 3)),
                Named.of("SplineCoupling D=2, first", SplineCoupling.of(2, Moved.FIRST_HALF, 8, 2)),
                Named.of("SplineCoupling D=5, second", SplineCoupling.of(5, Moved.SECOND_HALF, 8, 1)),
                Named.of("Chain", Chain.of(ActNorm.of(3), LuLinear.of(3), Permute.of(2, 0, 1))));
    }

    private static Stream<Named<Bijector>> flows() {
        return Stream.of(
                Named.of("affine", Flows.transform(new FlowOptions(FlowOptions.Kind.AFFINE, 1, 1, 1), 3, 1)),
                Named.of("realnvp D=2", Flows.transform(new FlowOptions(FlowOptions.Kind.REAL_NVP, 4, 8, 2), 2, 1)),
                Named.of("realnvp D=5", Flows.transform(new FlowOptions(FlowOptions.Kind.REAL_NVP, 3, 8, 2), 5, 1)),
                Named.of("glow D=2", Flows.transform(new FlowOptions(FlowOptions.Kind.GLOW, 3, 8, 2), 2, 1)),
                Named.of("spline D=3", Flows.transform(new FlowOptions(FlowOptions.Kind.SPLINE, 2, 8, 2), 3, 1)));
    }

    private static Stream<Named<Bijector>> inverses() {
        return Stream.of(
                Named.of("Inverse of ActNorm", Inverse.of(ActNorm.of(3))),
                Named.of("Inverse of FullLinear", Inverse.of(FullLinear.of(4))),
                Named.of("Inverse of LuLinear", Inverse.of(LuLinear.of(4))),
                Named.of("Inverse of LuLinear D=11", Inverse.of(LuLinear.of(11))),
                Named.of("Inverse of LuLinear D=8 by panels", Inverse.of(LuLinear.of(8, 4))),
                Named.of("Inverse of AffineCoupling", Inverse.of(AffineCoupling.of(5, Moved.SECOND_HALF, 8, 2))),
                Named.of("Inverse of SplineCoupling", Inverse.of(SplineCoupling.of(3, Moved.FIRST_HALF, 8, 1))),
                Named.of(
                        "Inverse in a Chain",
                        Chain.of(ActNorm.of(3), Inverse.of(Chain.of(LuLinear.of(3), Permute.of(2, 0, 1))))));
    }

    private static Stream<Named<Bijector>> parts() {
        return Stream.of(
                Named.of("Partial", Partial.of(LuLinear.of(2), 5)),
                Named.of("Inverse of Partial", Inverse.of(Partial.of(LuLinear.of(2), 5))),
                Named.of("some coordinates", Flows.on(new int[] {1, 3}, LuLinear.of(2), 5)),
                Named.of(
                        "realnvp on some coordinates",
                        Flows.on(
                                new int[] {0, 2, 3},
                                Flows.transform(new FlowOptions(FlowOptions.Kind.REAL_NVP, 2, 8, 1), 3, 1),
                                4)));
    }

    private static Stream<Named<Bijector>> images() {
        return Stream.of(
                Named.of("Pixelwise ActNorm", Pixelwise.of(ActNorm.of(2), 3)),
                Named.of("Pixelwise LuLinear", Pixelwise.of(LuLinear.of(3), 2)),
                Named.of("Inverse of Pixelwise", Inverse.of(Pixelwise.of(LuLinear.of(3), 2))),
                Named.of("Squeeze", new ImageShape(1, 2, 4).squeeze()),
                Named.of(
                        "AffineCoupling of images",
                        AffineCoupling.ofImages(new ImageShape(2, 3, 2), Moved.FIRST_HALF, 5)),
                Named.of(
                        "glow of images",
                        Flows.transform(
                                new FlowOptions(FlowOptions.Kind.GLOW, 1, 2, 1, new ImageShape(1, 4, 4)), 16, 1)));
    }

    /** Maps whose inverse and log|det| are integrated numerically; how exactly is a matter of {@link ContinuousFlowTest}. */
    static Stream<Named<Bijector>> integrated() {
        return Stream.of(
                Named.of("ContinuousFlow D=1", ContinuousFlow.of(1, 4, 1, 2, 1)),
                Named.of("ContinuousFlow D=2", ContinuousFlow.of(2, 5, 2, 2, 1)),
                Named.of("Inverse of ContinuousFlow", Inverse.of(ContinuousFlow.of(2, 4, 2, 2, 1))),
                Named.of("ContinuousFlow D=9, estimated", ContinuousFlow.of(9, 4, 2, 1, 1)));
    }

    @Test
    void everyBijectorStandsInATable() {
        CodeBase.assertAllIn(Stream.concat(bijectors(), integrated()).map(Named::getPayload), Bijector.class);
    }

    @Test
    void everyConditionerIsPartOfARow() {
        CodeBase.assertAllIn(bijectors().map(Named::getPayload).flatMap(CodeBase::parts), Conditioner.class);
    }

    @ParameterizedTest
    @MethodSource("bijectors")
    void inverseUndoesForward(Bijector bijector) {
        for (int n : new int[] {1, 33}) {
            BijectorBench f = new BijectorBench(bijector, DataType.DOUBLE, n);
            Matrix x = f.gaussian(1.5, 3);
            Matrix back = f.bound.inverse(f.bound.forward(x, f.logDet), f.logDet);
            assertEqual(back, x, 1e-9);
            for (int i = 0; i < n; i++) {
                assertThat(f.logDet.value(i, 0))
                        .as("log-dets of both directions cancel")
                        .isCloseTo(0, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bijectors")
    void inverseUndoesForwardInFloat32(Bijector bijector) {
        BijectorBench f = new BijectorBench(bijector, DataType.FLOAT, 33);
        Matrix x = f.gaussian(1.5, 3);
        assertEqual(f.bound.inverse(f.bound.forward(x, f.logDet), f.logDet), x, 1e-3);
    }

    @ParameterizedTest
    @MethodSource("bijectors")
    void logDetIsThatOfTheNumericJacobian(Bijector bijector) {
        int d = bijector.dimension();
        BijectorBench f = new BijectorBench(bijector, DataType.DOUBLE, 1);
        Matrix x = f.gaussian(1, 5);
        double h = 1e-6;
        double[][] jacobian = new double[d][d];
        for (int j = 0; j < d; j++) {
            double at = x.value(0, j);
            x.put(0, j, at + h);
            double[] up = row(f.bound.forward(x, f.logDet));
            x.put(0, j, at - h);
            double[] down = row(f.bound.forward(x, f.logDet));
            x.put(0, j, at);
            for (int i = 0; i < d; i++) {
                jacobian[i][j] = (up[i] - down[i]) / (2 * h);
            }
        }
        f.kernels.fill(f.logDet, 0);
        f.bound.forward(x, f.logDet);
        double expected = Math.log(Math.abs(new LUDecomposition(new Array2DRowRealMatrix(jacobian)).getDeterminant()));
        assertThat(f.logDet.value(0, 0)).isCloseTo(expected, within(1e-7));
    }

    @ParameterizedTest
    @MethodSource({"bijectors", "integrated"})
    void gradientsAreThoseOfFiniteDifferences(Bijector bijector) {
        assertGradients(bijector, 60);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource({"bijectors", "integrated"})
    void allGradientsAreThoseOfFiniteDifferences(Bijector bijector) {
        assertGradients(bijector, Integer.MAX_VALUE);
    }

    /** Compares those of about so many parameters, spread over all, and of every input. */
    private static void assertGradients(Bijector bijector, int count) {
        BijectorBench f = new BijectorBench(bijector, DataType.DOUBLE, 4);
        Matrix x = f.gaussian(1, 11);
        double analyticScale = f.step(x);
        assertThat(analyticScale).isFinite();
        INDArray gradient = f.gradient.dup();
        INDArray dx = f.dx.array().dup();
        int parameters = bijector.parameterSpec().size();
        for (int p = 0; p < parameters; p += 1 + parameters / count) {
            int index = p;
            double numeric = derivative(f.values.getDouble(p), v -> f.values.putScalar(index, v), () -> f.loss(x));
            assertThat(gradient.getDouble(p)).as("parameter %d", p).isCloseTo(numeric, close(numeric));
        }
        for (int j = 0; j < bijector.dimension(); j++) {
            int column = j;
            double numeric = derivative(x.value(1, j), v -> x.put(1, column, v), () -> f.loss(x));
            assertThat(dx.getDouble(1, j)).as("input %d", j).isCloseTo(numeric, close(numeric));
        }
    }

    private static Offset<Double> close(double expected) {
        return within(1e-6 * (1 + Math.abs(expected)));
    }

    private static double derivative(double at, DoubleConsumer set, DoubleSupplier loss) {
        double h = 1e-6;
        set.accept(at + h);
        double up = loss.getAsDouble();
        set.accept(at - h);
        double down = loss.getAsDouble();
        set.accept(at);
        return (up - down) / (2 * h);
    }

    @ParameterizedTest
    @MethodSource({"bijectors", "integrated"})
    void everyParameterReceivesAGradient(Bijector bijector) {
        INDArray largest =
                Nd4j.zeros(DataType.DOUBLE, Math.max(1, bijector.parameterSpec().size()));
        for (long seed = 0; seed < 8; seed++) {
            BijectorBench f = new BijectorBench(bijector, DataType.DOUBLE, 64, seed);
            f.step(f.gaussian(2, seed));
            largest = Transforms.max(largest, Transforms.abs(f.gradient));
        }
        for (ParameterSpec.Block block : bijector.parameterSpec().blocks()) {
            for (int p = block.offset(); p < block.offset() + block.size(); p++) {
                assertThat(largest.getDouble(p))
                        .as("%s, number %d: ReLUs are dark in places, not everywhere", block.name(), p)
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"bijectors", "integrated"})
    void largeInputsStayFinite(Bijector bijector) {
        BijectorBench f = new BijectorBench(bijector, DataType.FLOAT, 9);
        f.step(f.gaussian(1e3, 17));
        assertThat(f.gradient.isInfinite().any() || f.gradient.isNaN().any()).isFalse();
        assertThat(f.dx.array().isInfinite().any() || f.dx.array().isNaN().any())
                .isFalse();
        assertThat(f.logDet.array().isInfinite().any()
                        || f.logDet.array().isNaN().any())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource({"bijectors", "integrated"})
    void aSavedAndLoadedDescriptionGivesTheSameBits(Bijector bijector) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(bijector);
        }
        Bijector loaded;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            loaded = (Bijector) in.readObject();
        }
        BijectorBench f = new BijectorBench(bijector, DataType.FLOAT, 5);
        BijectorBench g = new BijectorBench(loaded, DataType.FLOAT, 5);
        Matrix x = f.gaussian(1, 19);
        assertEqual(g.bound.forward(x, g.logDet), f.bound.forward(x, f.logDet), 0);
    }

    private static double[] row(Matrix m) {
        double[] row = new double[m.columns()];
        for (int j = 0; j < row.length; j++) {
            row[j] = m.value(0, j);
        }
        return row;
    }

    private static void assertEqual(Matrix actual, Matrix expected, double tolerance) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertThat(actual.value(i, j)).isCloseTo(expected.value(i, j), within(tolerance));
            }
        }
    }
}
