/**
 * The numeric primitives that flows are made of: the only place that knows how a number is computed.
 *
 * <p>A {@link io.github.lrmfspark.kernel.Matrix} is [rows, columns] and stored column by column: one row is one vector of the
 * batch, one column is one coordinate of the whole batch. So the two halves of a coupling, the weights of a layer and the
 * rows of one domain are all plain views, a bias is one number per stored column, and BLAS reads every matrix as it lies.
 *
 * <p>{@link io.github.lrmfspark.kernel.Kernels} names each primitive with its equation. Two classes compute it: {@link
 * io.github.lrmfspark.kernel.PlainKernels} writes the equation in ND4J's own operations, for every data type and backend,
 * and is what gradient checks in float64 run on, and what a GPU backend gets; {@link io.github.lrmfspark.kernel.CpuKernels} fuses each equation
 * into one pass for float32 on a CPU. A test holds the second to the first.
 *
 * <p>Every result goes into a matrix of the caller's; nothing is allocated once the matrices are.
 */
@NullMarked
package io.github.lrmfspark.kernel;

import org.jspecify.annotations.NullMarked;
