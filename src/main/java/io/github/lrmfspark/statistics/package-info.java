/**
 * What metrics and closed-form maps are computed from: figures with intervals, neighbours, distances and clusters, eigenvectors and
 * principal axes, transport between Gaussians and on a line, turns that known pairs or neighbours tell, kernels, influence values.
 *
 * <p>Rows are [N, D] in float, sums are taken in double. Whatever is random follows from a generator that is handed in. Values
 * that are not finite give figures that are not, unless a method says otherwise. Distributions, ranks and intervals of
 * proportions are Apache Commons Math's.
 */
@NullMarked
package io.github.lrmfspark.statistics;

import org.jspecify.annotations.NullMarked;
