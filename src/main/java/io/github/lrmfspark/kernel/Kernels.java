package io.github.lrmfspark.kernel;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * The numeric primitives that flows are made of, each with its equation. They come in five families, by what they
 * serve:
 *
 * <ul>
 *   <li>{@link MatrixPrimitives}: products, sums, copies, columns.
 *   <li>{@link NetworkPrimitives}: bias and activation of a dense layer, and their gradients.
 *   <li>{@link MapPrimitives}: the invertible maps that scale and shift, with their inverses and gradients.
 *   <li>{@link SplinePrimitives}: the monotone spline, alike.
 *   <li>{@link DensityPrimitives}: log-densities, mixtures and sorted matching.
 * </ul>
 *
 * <p><b>Notation.</b> x is [N, D]: N rows, one vector each, and D columns, stored column by column. x_j is column j,
 * with N numbers. A row vector is [1, D], a column vector [N, 1]. ⊙ is the product element by element, Σ alone runs
 * over the rows n, and Σ_j over the columns. dx is the gradient ∂L/∂x of a scalar L, of the shape of x. logDet [N, 1]
 * collects log|det| in nats.
 *
 * <p><b>In and out.</b> y = … overwrites y, whatever it held. y ← y + … adds to it. No argument may share memory with
 * one that is written, unless the primitive says so. Nothing else is written, apart from buffers of the kernels' own.
 *
 * <p><b>Checks.</b> There are none: bijectors allocate what they pass. All matrices have {@link #type}, lie on the
 * device that the kernels were made on, and have at most as many rows as are reserved.
 *
 * <p><b>Who computes.</b> {@link CpuKernels} in float32 on a CPU: OpenBLAS for products, one fused pass a primitive for
 * the rest. {@link PlainKernels} for every other type and device: the equations as they read, in ND4J's own operations.
 * Splines are computed in float64, element by element, in both. A test holds the first to the second.
 *
 * <p>Not thread-safe, since buffers are shared by the calls. One for each bound model.
 */
public interface Kernels
        extends MatrixPrimitives, NetworkPrimitives, MapPrimitives, SplinePrimitives, DensityPrimitives {
    /** c: the log-scale of a coupling stays between −c and c. */
    double LOG_SCALE_BOUND = 2;
    /** B: a spline moves what lies between −B and B. */
    double SPLINE_BOUND = 4;
    /** K: the bins of a spline. */
    int SPLINE_BINS = 8;
    /** How many numbers a spline has, 3 K − 1: K widths, K heights, and K − 1 slopes at the inner knots. */
    int SPLINE_NUMBERS = 3 * SPLINE_BINS - 1;

    /** Which factors of a product are transposed. */
    enum Product {
        /** a · b */
        PLAIN,
        /** aᵀ · b */
        LEFT_TRANSPOSED,
        /** a · bᵀ */
        RIGHT_TRANSPOSED
    }

    /** A triangle of a square matrix; what lies outside is taken as zero. */
    enum Triangle {
        /** Below the diagonal, with ones on it. */
        UNIT_LOWER,
        /** The diagonal and above. */
        UPPER,
        /** The transpose of {@link #UNIT_LOWER}. */
        UNIT_LOWER_TRANSPOSED,
        /** The transpose of {@link #UPPER}. */
        UPPER_TRANSPOSED
    }

    /**
     * The fastest kernels on the calling thread's device.
     *
     * @param type of all matrices, a floating one
     * @param rows the most rows that a matrix will have; on a CPU in float32 each takes 36 bytes of the heap
     * @return {@link CpuKernels} for float32 on a CPU, else {@link PlainKernels}
     * @throws UnusableDeviceException if the device is a card that ND4J has no code for, or ND4J's libraries do not
     *     load
     */
    static Kernels of(DataType type, int rows) {
        boolean cpu = Device.current().capability() == null;
        return type == DataType.FLOAT && cpu ? new CpuKernels(rows) : new PlainKernels(type);
    }

    /** {@return the type that all matrices have} */
    DataType type();

    /**
     * Makes room for matrices of more rows. Room is never given back.
     *
     * @param rows the most rows that a matrix will have; fewer than before change nothing
     */
    void reserve(int rows);
}
