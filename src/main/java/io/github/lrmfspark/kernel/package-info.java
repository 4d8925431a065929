/**
 * The numeric primitives that flows are made of: the only place that knows how a number is computed.
 *
 * <p>A {@link io.github.lrmfspark.kernel.Matrix} is [rows, columns] and stored column by column: one row is one vector
 * of the batch, one column is one coordinate of the whole batch. So the two halves of a coupling, the weights of a
 * layer and the rows of one domain are all plain views. A bias is one number for each stored column, and BLAS reads
 * every matrix as it lies.
 *
 * <p>{@link io.github.lrmfspark.kernel.Kernels} names each primitive with its equation, in five families. Two classes
 * compute them:
 *
 * <ul>
 *   <li>{@link io.github.lrmfspark.kernel.PlainKernels} writes the equations in ND4J's own operations, for every data
 *       type and device. Gradient checks in float64 run on it, and so does a GPU.
 *   <li>{@link io.github.lrmfspark.kernel.CpuKernels} computes them in float32 on a CPU: products by OpenBLAS, and each
 *       other equation in one pass over its columns. A test holds it to the first.
 * </ul>
 *
 * <p>{@code CpuKernels} is a chain of abstract classes, a part of the primitives each: {@code SplineKernels}, {@code
 * ColumnKernels}, {@code MapKernels}, {@code FieldKernels}. {@code PlainKernels} shares the first of them.
 *
 * <p>Every result goes into a matrix of the caller's. Where {@code CpuKernels} compute, nothing is allocated once the
 * matrices are.
 *
 * <p>{@link io.github.lrmfspark.kernel.Device} says what the calling thread computes on. Matrices and kernels belong to
 * the device of the thread that made them, and to one thread at a time.
 */
@NullMarked
package io.github.lrmfspark.kernel;

import org.jspecify.annotations.NullMarked;
