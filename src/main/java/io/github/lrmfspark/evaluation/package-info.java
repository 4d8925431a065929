/**
 * How good an alignment is, as named numbers.
 *
 * <p>A {@link io.github.lrmfspark.evaluation.Metric} is a pure function of a bounded sample of rows before the map, after
 * it and after the way back, beside a sample of the target ({@link io.github.lrmfspark.evaluation.AlignedSamples}). Row
 * counts may differ between the domains. Sums are taken in double; whatever is random follows from a seed that the metric
 * was made with. A metric of rows that are not finite is NaN or infinite, never an exception.
 *
 * <p>Equal samples score 0 as a distance and 1 as an accuracy. Two fresh samples of one distribution do not: they score the
 * <em>floor</em>, which falls with the number of rows and is the best that a map can be expected to reach.
 */
@NullMarked
package io.github.lrmfspark.evaluation;

import org.jspecify.annotations.NullMarked;
