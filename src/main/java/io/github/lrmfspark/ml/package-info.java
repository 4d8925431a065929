/**
 * The aligner as Spark ML knows stages: {@link io.github.lrmfspark.ml.LrmfAligner} is an Estimator,
 * {@link io.github.lrmfspark.ml.LrmfAlignerModel} the Transformer that it fits. Both can be part of a Pipeline and can be
 * saved.
 *
 * <p>A stage checks the schema before any job runs. The model works on raw vectors: it holds the standardisation of each
 * domain beside the trained numbers.
 */
@NullMarked
package io.github.lrmfspark.ml;

import org.jspecify.annotations.NullMarked;
