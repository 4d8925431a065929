/**
 * Embedding sets: from Parquet to packed floats, and back.
 *
 * <p>A set is a Spark {@code Dataset} with one column of vectors ({@link io.github.lrmfspark.data.FeatureSchema}). It is
 * checked and measured in one pass ({@link io.github.lrmfspark.data.FeatureScan}), split over workers by a hash of the
 * vectors ({@link io.github.lrmfspark.data.ChanceOrder}, {@link io.github.lrmfspark.data.DomainSplit}) and drawn from in minibatches of pairs
 * ({@link io.github.lrmfspark.data.Batches}).
 *
 * <p>Conventions: a vector is a row of D floats; rows are stored row-major, [N, D]; the <em>source</em> set A is what is
 * mapped, the <em>target</em> set B is where it is mapped to. Every random choice follows from a seed and from the
 * vectors themselves, never from how Spark has partitioned them, so a retried task sees the same rows. What a caller
 * handed in and cannot be used is an {@link io.github.lrmfspark.storage.InvalidInputException}.
 */
@NullMarked
package io.github.lrmfspark.data;

import org.jspecify.annotations.NullMarked;
